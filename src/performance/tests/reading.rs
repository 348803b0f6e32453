use super::super::measure::{points, read};
use super::*;

fn shown(text: &str) -> String {
    match read(text) {
        Ok(None) => "blank".into(),
        Ok(Some(m)) => {
            let high = m.high.map(|high| format!("..{high}")).unwrap_or_default();
            let sign = m.sign.map(Direction::label).unwrap_or_default();
            format!("{sign} {}{high} {}", m.low, m.unit).trim().into()
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn numbers_with_what_is_written_about_them() {
    let cases = [
        ("", "blank"),
        ("　", "blank"),
        ("50", "50"),
        ("５０．５", "50.5"),
        ("1,234.50", "1234.5"),
        ("95%", "95"),
        ("９５％", "95"),
        ("50个", "50 个"),
        ("50 个", "50 个"),
        ("120平方米", "120 平方米"),
        ("20m2", "20 m2"),
        ("-5%", "-5"),
        ("≥50个", "大于等于 50 个"),
        (">=50", "大于等于 50"),
        ("≥ 95%", "大于等于 95"),
        ("不低于95％", "大于等于 95"),
        ("95%以上", "大于等于 95"),
        ("＞3", "大于 3"),
        ("≤20万元", "小于等于 20 万元"),
        ("20万元以内", "小于等于 20 万元"),
        ("<-3", "小于 -3"),
        ("=100%", "等于 100"),
        ("等于1", "等于 1"),
        ("10-20", "区间 10..20"),
        ("10～20", "区间 10..20"),
        ("10至20", "区间 10..20"),
        ("10%—20%", "区间 10..20"),
        ("10——20天", "区间 10..20 天"),
        ("10天-20天", "区间 10..20 天"),
        ("-5--3", "区间 -5..-3"),
        ("[10,20]", "区间 10..20"),
        ("50人到岗", "50 人到岗"),
        ("1O0", "第 2 个字符是字母“O”，不是数字 0，请改过来"),
        ("≥1O0", "第 3 个字符是字母“O”，不是数字 0，请改过来"),
        ("12.3.4", "“12.3.4”里有不止一个小数点，请只留一个"),
        ("5.", "“5.”的小数点后面没有数字，请补全，或去掉小数点"),
        ("提高", "“提高”里没有数字，请填写数字，没有数就清空这一格"),
        ("一百", "“一百”是中文数字，请改用阿拉伯数字"),
        ("—", "只有一条横线，请确认：没有数就清空这一格，数为零就填 0"),
        ("≥", "“≥”里没有数字，请填写数字，没有数就清空这一格"),
        ("1+2", "这里暂不支持公式和算式，请算好后直接填结果"),
        ("10元-20万元", "数字后面的“元”这里不认识，请换算成本格的单位，只填数字"),
        ("9999999999999999", "这个数太大，超过了一千万亿，请看看是不是多打了数字或弄错了单位"),
        ("0.1234567", "写了 7 位小数，这里最多 6 位，请四舍五入后再填"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text}");
    }
    for text in ["2023-12-31", "12月-3日", "50/60", "1e5", "≥50以下", "10-20-30", "10，20", "=1+2"] {
        assert!(read(text).is_err(), "{text}: {:?}", read(text));
    }
    assert!(matches!(read(&"9".repeat(65)), Err(crate::amount::AmountError::TooLong { characters: 65 })));
}

#[test]
fn weights_and_scores() {
    assert_eq!(points(" 0.29 "), Ok(Some(decimal("0.29"))));
    assert_eq!(points("10分"), Ok(Some(decimal("10"))));
    assert_eq!(points("１０"), Ok(Some(decimal("10"))));
    assert_eq!(points(""), Ok(None));
    for text in ["分", "十", "≥5", "0.12345", "10个"] {
        assert!(points(text).is_err(), "{text}");
    }
}

#[test]
fn natures_and_directions() {
    for text in ["正向", "正向指标", " 正 向 "] {
        assert_eq!(Nature::read(text), Some(Nature::Positive));
    }
    for text in ["反向", "反向指标", "逆向指标", "负向"] {
        assert_eq!(Nature::read(text), Some(Nature::Negative));
    }
    assert_eq!(Nature::read("定性指标"), Some(Nature::Qualitative));
    assert_eq!(Nature::read("其他"), None);
    let directions = [
        ("大于等于 ≥ >= ＞＝ 大于或等于 不低于", Direction::AtLeast),
        ("大于 > ＞", Direction::Above),
        ("小于等于 ≤ <= 不超过", Direction::AtMost),
        ("小于 < 少于", Direction::Below),
        ("等于 = ＝", Direction::Equal),
        ("区间 介于 之间 范围", Direction::Between),
    ];
    for (words, direction) in directions {
        for word in words.split(' ') {
            assert_eq!(Direction::read(word), Some(direction), "{word}");
        }
        assert_eq!(Direction::read(direction.label()), Some(direction));
    }
    assert_eq!(Direction::read("大"), None);
}
