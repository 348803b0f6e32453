//! General words of the language of accounts: directions, times, joining words. Nothing of any one form.

/// Words of a rise.
pub(super) const RISE: [&str; 8] = ["增加", "增长", "上升", "提高", "上涨", "增多", "多支", "增支"];
/// Words of a fall.
pub(super) const FALL: [&str; 8] = ["减少", "下降", "降低", "压减", "回落", "节约", "少支", "减支"];
/// Words of what has not changed.
pub(super) const LEVEL: [&str; 4] = ["持平", "无增减", "没有变化", "无变化"];
/// Words by which a sentence speaks of another time than the report's year.
pub(super) const OTHER_TIMES: [&str; 9] =
    ["上年", "去年", "以前年度", "往年", "上一年", "前年", "次年", "下年", "明年"];
/// Words by which a sentence speaks of the budget.
pub(super) const BUDGET: [&str; 2] = ["预算", "计划"];
/// Words by which a sentence speaks of a part only, or of what was paid and owed besides.
pub(super) const PARTS: [&str; 22] = [
    "其中", "部分", "新增", "追加", "补缴", "补发", "欠", "预付", "剩余", "尾款", "本级", "二级", "下属",
    "所属", "中心", "每", "人均", "月", "季度", "拨付", "用于", "购买",
];
/// Words that may stand between a subject and its figure.
pub(super) const JOINING: [&str; 25] = [
    "决算数为",
    "决算数",
    "支出数",
    "决算",
    "支出",
    "收入",
    "合计",
    "总计",
    "总额",
    "金额",
    "资金",
    "全年",
    "全部",
    "年初预算数",
    "年初预算",
    "预算数",
    "预算",
    "共计",
    "共",
    "总共",
    "约",
    "达到",
    "达",
    "为",
    "是",
];
/// Words that name no subject by themselves.
pub(super) const NO_SUBJECT: [&str; 12] = [
    "合计",
    "小计",
    "总计",
    "其他",
    "其他支出",
    "收入",
    "支出",
    "项目",
    "金额",
    "本年支出",
    "本年收入",
    "数量",
];
/// How a reason begins.
pub(super) const REASON: [&str; 2] = ["差异原因", "变动原因"];
/// How a text begins that says there is no reason to give.
pub(super) const NO_REASON: [&str; 9] =
    ["无", "没有", "不存在", "未", "本年无", "本年度无", "本部门无", "我部门无", "与"];
/// What stands in for something that was not filled in.
pub(super) const DOUBLED_UNITS: [&str; 3] = ["万元万元", "元元", "%%"];

/// Which way a text says something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// The last word of direction in a text, with its place.
pub(super) fn last_way(text: &str) -> Option<(Way, usize, &'static str)> {
    let last = |words: &'static [&'static str], way| {
        words.iter().filter_map(move |word| text.rfind(word).map(|at| (way, at, *word)))
    };
    last(&RISE, Way::Up).chain(last(&FALL, Way::Down)).max_by_key(|(_, at, _)| *at)
}

/// Whether any of the words stands in the text.
pub(super) fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
