//! Pasted texts.

use super::{engine, recommended, said};
use final_accounts::proof::{RemarkKind, read};

#[test]
fn sentences_are_told_apart_without_headings() {
    let report = engine();
    let cases = [
        (
            "2023年度机构运行经费支出决算422.12万元，比上年增加156.84万元，增长59.12%。",
            "=2023年 =422.12万元 =156.84万元 =59.12%",
        ),
        ("机构运行经费支出决算265.28万元。与上年决算相比，增加156.84万元。", "stale:265.28万元 =156.84万元"),
        (
            "政府采购支出总额1,072.84万元，其中：政府采购货物支出632.05万元。",
            "amount:632.05万元 =1,072.84万元",
        ),
        ("本部门共有车辆2辆，其中：副部（省）级及以上领导用车0辆", "amount:2 =0"),
        ("建筑面积3200平方米，投资1.2亿元，办理71.2万件。", "?3200 ?1.2亿元 ?71.2"),
    ];
    for (text, expected) in cases {
        assert_eq!(said(&read(text, &report)), expected, "{text}");
    }
}

#[test]
fn remarks_say_what_should_stand_there() {
    let report = engine();
    let cases = [
        (
            "二、收入决算情况说明\n2023年度本年收入决算合计1,732.66万元，其中：",
            RemarkKind::Amount,
            "写的是1,732.66万元，应为1,723.66万元（公开01表 本年收入合计）。",
            Some("1,723.66万元"),
        ),
        (
            "三、支出决算情况说明\n本年基本支出818.73万元，占74.49%；",
            RemarkKind::Share,
            "写的是74.49%，应为47.49%（公开03表 合计 基本支出 ÷ 公开03表 合计 本年支出合计）。",
            Some("47.49%"),
        ),
        (
            "十一、机构运行经费支出决算情况说明\n机构运行经费支出决算422.12万元。与上年决算相比，减少156.84万元。",
            RemarkKind::Direction,
            "增减写反：本期422.12万元，对比数265.28万元，是增加，这里写“减少”。",
            Some("156.84万元"),
        ),
        (
            "十一、机构运行经费支出决算情况说明\n机构运行经费支出决算422.12万元。与上年决算持平。",
            RemarkKind::Direction,
            "写的是“持平”，应为增加156.84万元（公开11表 一、机构运行经费 − 上年决算 机构运行经费）。",
            None,
        ),
        (
            "四、财政拨款收入支出决算总体情况说明\n财政拨款收入、支出决算总计0.3万元",
            RemarkKind::Amount,
            "写的是0.3万元，应为1,724.62万元（公开04表 总计）。",
            Some("1,724.62万元"),
        ),
    ];
    for (text, kind, words, expected) in cases {
        let proof = read(text, &report);
        let told: Vec<_> = proof.remarks.iter().map(|remark| (remark.kind, remark.words.as_str())).collect();
        assert_eq!(told, [(kind, words)], "{text}");
        assert_eq!(proof.remarks[0].expected.as_deref(), expected, "{text}");
    }
}

#[test]
fn percentages_of_nothing_are_a_matter_of_style() {
    let text = "九、政府性基金预算财政拨款支出决算情况说明\n2023年度政府性基金预算财政拨款支出决算0.00万元。\
                与上年决算相比，增加0.00万元，增长0%，变动原因：无。";
    assert_eq!(read(text, &engine()).remarks, []);
    let proof = read(text, &recommended());
    let kinds: Vec<_> = proof.remarks.iter().map(|remark| remark.kind).collect();
    assert_eq!(kinds, [RemarkKind::Direction, RemarkKind::ZeroBase]);
}

#[test]
fn the_same_told_twice_must_be_the_same() {
    let report = engine();
    let twice = |one: &str, two: &str| {
        let text = format!("一是全年支付取暖费{one}万元。二是拓展业务。一是全年支付取暖费{two}万元。");
        said(&read(&text, &report))
    };
    assert_eq!(twice("36.42", "36.42"), "=36.42万元 =36.42万元");
    assert_eq!(twice("36.42", "41.80"), "told_twice:41.80万元 =36.42万元");
    assert_eq!(twice("41.80", "36.42"), "told_twice:41.80万元 =36.42万元");
    assert_eq!(twice("40.10", "41.80"), "told_twice:41.80万元 ?40.10万元");
}

#[test]
fn lists_by_other_names_are_left_alone() {
    let report = engine();
    let heading = "七、一般公共预算财政拨款项目支出决算情况说明\n";
    let list = |items: &str| {
        said(&read(&format!("{heading}（三）资本性支出634.44万元。主要包括：{items}。"), &report))
    };
    assert_eq!(list("办公设备购置491.76万元、大型修缮142.68万元"), "=634.44万元 =491.76万元 =142.68万元");
    assert_eq!(list("办公设备购置491.76万元、修缮工程142.68万元"), "=634.44万元 =491.76万元 =142.68万元");
    assert_eq!(
        list("办公设备购置491.76万元、物资储备142.68万元"),
        "list_invents:142.68万元 =634.44万元 =491.76万元"
    );
    assert_eq!(list("办公设备购置491.76万元"), "list_omits:491.76万元 =634.44万元 =491.76万元");
}

#[test]
fn kinds_have_names_of_their_own() {
    let mut names: Vec<&str> = RemarkKind::ALL.iter().map(|kind| kind.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RemarkKind::ALL.len());
}
