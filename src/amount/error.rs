//! Why a text was not read. Each sentence is written once, here.

use thiserror::Error;

use super::{EnteredAmount, Unit};

/// Why a text was not read as a number. Positions count characters of the text as given, from 1.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum AmountError {
    /// A dash alone, typed: the person must say which.
    #[error("只有一条横线，请确认：没有数就清空这一格，数为零就填 0")]
    LoneDash,
    /// A unit was written that is not the cell's.
    #[error(
        "这里以{}为单位，输入的却是“{}{}”，请确认：按{}记，还是去掉单位按{}记",
        cell.label(), as_typed.text(), typed.label(), typed.label(), cell.label()
    )]
    OtherUnit {
        /// The unit written behind the number.
        typed: Unit,
        /// The unit of the cell.
        cell: Unit,
        /// The number in the unit written.
        as_typed: EnteredAmount,
    },
    /// Some other word behind the number, `亿元` or `人`.
    #[error("数字后面的“{suffix}”这里不认识，请换算成本格的单位，只填数字")]
    Suffix {
        /// The word.
        suffix: String,
    },
    /// A percent sign where money or a count belongs.
    #[error("这里不是百分比，请去掉“%”，填写数值本身")]
    PercentSign,
    /// Groups of neither three nor four digits, or a separator in an odd place.
    #[error(
        "“{text}”的分节不对：应每三位一节（如 1,234）或每四位一节（如 1,2345），请看看是不是少了数字，或把小数点写成了逗号"
    )]
    Grouping {
        /// The digits and separators.
        text: String,
    },
    /// More than one decimal point.
    #[error("“{text}”里有不止一个小数点，请只留一个")]
    Points {
        /// The digits and points.
        text: String,
    },
    /// A decimal point with nothing behind it.
    #[error("“{text}”的小数点后面没有数字，请补全，或去掉小数点")]
    Unfinished {
        /// The digits and the point.
        text: String,
    },
    /// More than one of minus, plus, △, brackets.
    #[error("“{text}”里有不止一个正负号（括号也表示负数），请只留一个")]
    Signs {
        /// The text.
        text: String,
    },
    /// Half a pair of brackets.
    #[error("“{text}”的括号不成对，请补上或去掉")]
    Brackets {
        /// The text.
        text: String,
    },
    /// More decimals than the unit has down to one fen.
    #[error("写了 {written} 位小数，这里最多 {allowed} 位，请四舍五入后再填")]
    Decimals {
        /// Digits after the point.
        written: usize,
        /// How many are taken.
        allowed: usize,
    },
    /// Beyond 10^15 (yuan, or whatever is counted).
    #[error("这个数太大，超过了一千万亿，请看看是不是多打了数字或弄错了单位")]
    TooLarge,
    /// A letter that looks like a digit.
    #[error("第 {position} 个字符是字母“{letter}”，不是数字 {digit}，请改过来")]
    Letter {
        /// The letter.
        letter: char,
        /// Where, counting characters from 1.
        position: usize,
        /// The digit it looks like.
        digit: char,
    },
    /// A character that has no place there.
    #[error("第 {position} 个字符“{character}”不该出现在数字里，请只填数字")]
    Unexpected {
        /// The character.
        character: char,
        /// Where, counting characters from 1.
        position: usize,
    },
    /// Words only.
    #[error("“{text}”里没有数字，请填写数字，没有数就清空这一格")]
    NoDigits {
        /// The text.
        text: String,
    },
    /// `一百`, `壹佰`.
    #[error("“{text}”是中文数字，请改用阿拉伯数字")]
    ChineseNumerals {
        /// The text.
        text: String,
    },
    /// `1e5`, as a spreadsheet shows numbers it shortened.
    #[error("“{text}”是科学记数法，可能已丢了尾数，请在原表里把格式改为数值，再填完整的数")]
    Scientific {
        /// The text.
        text: String,
    },
    /// `=1+2`, `3-1`.
    #[error("这里暂不支持公式和算式，请算好后直接填结果")]
    Formula,
    /// `####`: the spreadsheet's column was too narrow.
    #[error("“###”表示原表的列太窄、数字没有显示出来，请在原表里把列拉宽再复制")]
    ColumnTooNarrow,
    /// `#REF!`, `#DIV/0!`.
    #[error("“{text}”是表格软件的错误值，请先在原表里改正")]
    SpreadsheetError {
        /// The text.
        text: String,
    },
    /// A line break or tab inside the text.
    #[error("一格里有好几行，像是不止一个数，请只留一个")]
    SeveralLines,
    /// Longer than any number.
    #[error("内容有 {characters} 个字符，太长了，不像一个数，请只填数字")]
    TooLong {
        /// Its length.
        characters: usize,
    },
    /// A fraction where things are counted.
    #[error("这里要填整数，请去掉小数“{text}”")]
    NotWhole {
        /// The text.
        text: String,
    },
    /// Less than none.
    #[error("个数不能是负数，请改为零或正整数")]
    NegativeCount,
    /// A saved number that this program would not have written.
    #[error("文件里的数“{text}”写法不对，应是不带分节的普通小数，如 1724.62")]
    NotPlain {
        /// The text.
        text: String,
    },
}
