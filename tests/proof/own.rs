//! The report's own texts: what stands in braces is live, what is typed is judged.

use super::{engine, said};
use final_accounts::proof::{RemarkKind, own, own_text, own_texts};

#[test]
fn typed_figures_are_judged_by_the_row_they_name() {
    let report = engine();
    let cases = [
        ("取暖费36.42万元未纳入年初预算", "=36.42万元"),
        ("取暖费{取暖费}万元，办公费{T06.30201}万元", ""),
        ("取暖费36.52万元未纳入年初预算", "amount:36.52万元"),
        ("取暖费34.62万元", "amount:34.62万元"),
        ("取暖费36.42元", "unit:36.42元"),
        // Other times, parts and units have figures of their own.
        ("上年取暖费36.52万元", "?36.52万元"),
        ("2022年缴纳取暖费36.52万元", "?2022年 ?36.52万元"),
        ("二级单位取暖费36.52万元", "?36.52万元"),
        ("新增取暖费3.00万元", "?3.00万元"),
        ("取暖费增加36.52万元", "?36.52万元"),
        ("支付配电工程款30万元，面积1200平方米", "?30万元 ?1200"),
        ("公用经费422.12万元，人员经费396.62万元", "=422.12万元 =396.62万元"),
        ("基本支出818.73万元、项目支出905.21万元", "=818.73万元 =905.21万元"),
        ("机构运行经费支出422.12万元", "=422.12万元"),
        ("政府采购货物支出共计623.05万元", "=623.05万元"),
        ("维修（护）费58.88万元", "=58.88万元"),
        ("较上年决算增加928.90万元", "=928.90万元"),
        ("较上年决算减少928.90万元", "direction:928.90万元"),
        ("增加（减少）的主要是XX费", "alternative:增加（减少） alternative:XX"),
        ("提高A4纸、XX级别、LX号", "alternative:XX"),
        ("新增人员，，取暖费____万元", "repeated:，， alternative:____"),
        ("2O23年取暖费", "look_alike:2O23 =2O23年"),
        ("这是2026年度的事", "year:2026年"),
    ];
    for (text, expected) in cases {
        let proof = own_text("s1", "s1.total.budget_reason", text, &report);
        assert_eq!(said(&proof), expected, "{text}");
    }
}

#[test]
fn an_own_wording_lies_beside_its_sentence() {
    let report = engine();
    let cases = [
        (
            "本部门2023年度总计{total}万元，与上年决算{prior}万元相比增加928.90万元，增长116.74%。",
            "=928.90万元 =2023年 =116.74%",
        ),
        (
            "本部门2023年度收入、支出决算总计1,742.62万元，与年初预算{budget}万元相比，收、支{vs_budget}。",
            "amount:1,742.62万元 =2023年",
        ),
        ("本部门2023年度收入、支出决算总计354.72万元。", "stale:354.72万元 =2023年"),
        ("收入、支出决算总计1,724.62元。", "unit:1,724.62元"),
        (
            "与上年决算795.72万元相比，收、支各减少928.90万元，增长16.74%。",
            "direction:928.90万元 rate:16.74% =795.72万元",
        ),
        ("本部门2022年度收入、支出决算总计1,724.62万元。", "year:2022年 =1,724.62万元"),
    ];
    for (text, expected) in cases {
        let proof = own_text("s1", "s1.total.override", text, &report);
        let mut words: Vec<String> = said(&proof).split(' ').map(str::to_string).collect();
        let mut expected: Vec<String> = expected.split(' ').map(str::to_string).collect();
        words.sort();
        expected.sort();
        assert_eq!(words, expected, "{text}");
    }
}

#[test]
fn a_reason_where_nothing_differs_is_needless() {
    let report = engine();
    let needless = |key: &str, text: &str| {
        let proof = own_text("s8", key, text, &report);
        proof.remarks.iter().any(|remark| remark.kind == RemarkKind::NeedlessReason)
    };
    assert!(needless("s8.overview.reason", "用车较多"));
    assert!(needless("s8.recept.reason", "来客增多"));
    assert!(!needless("s8.recept.reason", "不存在此项内容"));
    assert!(!needless("s8.recept.reason", "无此项内容。"));
    assert!(!needless("s8.car_run.reason", "用车较多"));
}

#[test]
fn the_samples_own_texts_have_one_fault() {
    let report = engine();
    let remarks: Vec<_> = own(&report)
        .into_iter()
        .flat_map(|(text, proof)| {
            proof.remarks.into_iter().map(move |remark| (text.key.clone(), remark.kind))
        })
        .collect();
    assert_eq!(remarks, [("s8.overview.reason".to_string(), RemarkKind::NeedlessReason)]);
    let texts = own_texts(&report);
    let keys: Vec<&str> = texts.iter().map(|text| text.key.as_str()).collect();
    for key in
        ["o1.duties", "o3.work", "s1.total.budget_reason", "s5.item.2010101.reason", "projects.1.achieved"]
    {
        assert!(keys.contains(&key), "{key}");
    }
}
