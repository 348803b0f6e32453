//! The expression language as written: one grammar for formulas, checks, sentences and figures.
//!
//! ```text
//! expr   = implies
//! implies= either ("=>" either)?
//! either = both ("or" both)*            both = not ("and" not)*
//! not    = "not" not | compare
//! compare= sum (("=" | "<>" | "<" | "<=" | ">" | ">=") sum)?
//! sum    = unary (("+" | "-") unary)*   unary = "-" unary | atom
//! atom   = number | 'text' | path | path ".." name | name "(" expr,* ")" | "(" expr ")"
//! path   = name ("." name)*             a name may start with a digit after the first dot: T05.2010301.c2
//! ```
//! Knows nothing of tables: names are resolved in [`super::resolve`].

use rust_decimal::Decimal;
use std::str::FromStr;

/// An expression whose names have not been looked up yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Syntax {
    /// A literal number.
    Number(Decimal),
    /// A literal text in single quotes.
    Text(String),
    /// A dotted name and where it starts, in characters.
    Path(Vec<String>, usize),
    /// Rows from the path's last name to the given one: `L1..L8`.
    Range(Vec<String>, String, usize),
    /// `-x`
    Negative(Box<Syntax>),
    /// `not x`
    Not(Box<Syntax>),
    /// `x op y`
    Binary(Operator, Box<Syntax>, Box<Syntax>),
    /// `name(a, b)` and where it starts.
    Call(String, Vec<Syntax>, usize),
}

/// The operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name is the operator's own")]
pub enum Operator {
    Plus,
    Minus,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Implies,
}

/// Why an expression cannot be read, and at which character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第{}个字符处：{problem}", at + 1)]
pub struct SyntaxError {
    /// Offset in characters from the start of the expression.
    pub at: usize,
    /// What is wrong, in Chinese.
    pub problem: String,
}

/// Nesting beyond this is refused, so that a hostile template cannot exhaust the stack.
const MAX_DEPTH: usize = 40;

/// Longest expression, in characters.
const MAX_LENGTH: usize = 4000;

/// Most operators: a chain of them nests as deep as it is long, whoever walks the tree walks on the stack.
const MAX_OPERATORS: usize = 200;

/// Reads one expression; the whole text must be used.
pub fn parse(text: &str) -> Result<Syntax, SyntaxError> {
    if text.chars().count() > MAX_LENGTH {
        return Err(SyntaxError { at: MAX_LENGTH, problem: format!("算式超过{MAX_LENGTH}个字符") });
    }
    let tokens = tokens(text)?;
    if let Some((_, at)) = tokens.iter().filter(|(token, _)| token.is_operator()).nth(MAX_OPERATORS) {
        let problem = format!("运算太多，一个算式至多{MAX_OPERATORS}个；连着的行相加请写 sum(首行..末行)");
        return Err(SyntaxError { at: *at, problem });
    }
    let mut parser = Parser { tokens, next: 0, depth: 0, end: text.chars().count() };
    let syntax = parser.implies()?;
    match parser.peek() {
        None => Ok(syntax),
        Some(token) => Err(parser.error(format!("这里多了“{}”", token.shown()))),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(Decimal),
    Text(String),
    Path(Vec<String>),
    Symbol(&'static str),
}

impl Token {
    fn is_operator(&self) -> bool {
        match self {
            Token::Symbol(symbol) => !matches!(*symbol, "(" | ")" | "," | ".."),
            Token::Path(path) => {
                matches!(path.as_slice(), [word] if matches!(word.as_str(), "not" | "and" | "or"))
            }
            Token::Number(_) | Token::Text(_) => false,
        }
    }

    fn shown(&self) -> String {
        match self {
            Token::Number(number) => number.to_string(),
            Token::Text(text) => format!("'{text}'"),
            Token::Path(path) => path.join("."),
            Token::Symbol(symbol) => (*symbol).to_string(),
        }
    }
}

/// Longest first, so that `<=` is not read as `<`.
const SYMBOLS: [&str; 14] = ["=>", "<=", ">=", "<>", "..", "=", "<", ">", "+", "-", "(", ")", ",", "|"];

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn tokens(text: &str) -> Result<Vec<(Token, usize)>, SyntaxError> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        let c = chars[i];
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        let token = if c.is_ascii_digit() {
            while i < chars.len()
                && (chars[i].is_ascii_digit()
                    || (chars[i] == '.' && chars.get(i + 1).is_some_and(char::is_ascii_digit)))
            {
                i += 1;
            }
            let digits: String = chars[start..i].iter().collect();
            Token::Number(
                Decimal::from_str(&digits)
                    .map_err(|_| SyntaxError {
                        at: start, problem: format!("“{digits}”不是一个数")
                    })?,
            )
        } else if is_name(c) {
            let mut path = Vec::new();
            loop {
                let name_start = i;
                while i < chars.len() && is_name(chars[i]) {
                    i += 1;
                }
                path.push(chars[name_start..i].iter().collect());
                let dotted = chars.get(i) == Some(&'.') && chars.get(i + 1).copied().is_some_and(is_name);
                if !dotted {
                    break;
                }
                i += 1;
            }
            Token::Path(path)
        } else if c == '\'' {
            let close = chars[i + 1..].iter().position(|c| *c == '\'');
            let Some(length) = close else {
                return Err(SyntaxError { at: start, problem: "引号没有成对".into() });
            };
            i += length + 2;
            Token::Text(chars[start + 1..i - 1].iter().collect())
        } else {
            let rest: String = chars[i..chars.len().min(i + 2)].iter().collect();
            let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) else {
                return Err(SyntaxError { at: start, problem: format!("不认识的符号“{c}”") });
            };
            i += symbol.len();
            Token::Symbol(symbol)
        };
        found.push((token, start));
    }
    Ok(found)
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    depth: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(_, at)| *at)
    }

    fn error(&self, problem: impl Into<String>) -> SyntaxError {
        SyntaxError { at: self.at(), problem: problem.into() }
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(next)) if *next == symbol);
        self.next += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Path(path)) if path.len() == 1 && path[0] == word);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), SyntaxError> {
        if self.symbol(symbol) { Ok(()) } else { Err(self.error(format!("这里应有“{symbol}”"))) }
    }

    fn binary(operator: Operator, left: Syntax, right: Syntax) -> Syntax {
        Syntax::Binary(operator, Box::new(left), Box::new(right))
    }

    fn implies(&mut self) -> Result<Syntax, SyntaxError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("括号套得太深"));
        }
        let mut left = self.either()?;
        if self.symbol("=>") {
            left = Self::binary(Operator::Implies, left, self.either()?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn either(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.both()?;
        while self.word("or") {
            left = Self::binary(Operator::Or, left, self.both()?);
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.not()?;
        while self.word("and") {
            left = Self::binary(Operator::And, left, self.not()?);
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Syntax, SyntaxError> {
        let mut negations = 0;
        while self.word("not") {
            negations += 1;
        }
        let inner = self.compare()?;
        Ok((0..negations).fold(inner, |inner, _| Syntax::Not(Box::new(inner))))
    }

    fn compare(&mut self) -> Result<Syntax, SyntaxError> {
        let left = self.sum()?;
        let operators = [
            ("=", Operator::Equal),
            ("<>", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        for (symbol, operator) in operators {
            if self.symbol(symbol) {
                return Ok(Self::binary(operator, left, self.sum()?));
            }
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.unary()?;
        loop {
            if self.symbol("+") {
                left = Self::binary(Operator::Plus, left, self.unary()?);
            } else if self.symbol("-") {
                left = Self::binary(Operator::Minus, left, self.unary()?);
            } else {
                return Ok(left);
            }
        }
    }

    fn unary(&mut self) -> Result<Syntax, SyntaxError> {
        let mut signs = 0;
        while self.symbol("-") {
            signs += 1;
        }
        let inner = self.atom()?;
        Ok((0..signs).fold(inner, |inner, _| Syntax::Negative(Box::new(inner))))
    }

    fn atom(&mut self) -> Result<Syntax, SyntaxError> {
        let at = self.at();
        let Some(token) = self.peek().cloned() else {
            return Err(self.error("算式没有写完"));
        };
        if self.symbol("(") {
            let inner = self.implies()?;
            self.expect(")")?;
            return Ok(inner);
        }
        match token {
            Token::Number(number) => {
                self.next += 1;
                Ok(Syntax::Number(number))
            }
            Token::Text(text) => {
                self.next += 1;
                Ok(Syntax::Text(text))
            }
            Token::Path(path) => {
                self.next += 1;
                if path.len() == 1 && self.symbol("(") {
                    return self.call(path[0].clone(), at);
                }
                if self.symbol("..") {
                    let last = match self.peek() {
                        // A row named by its code reads as a number here.
                        Some(Token::Number(code)) => code.to_string(),
                        Some(Token::Path(last)) => match last.as_slice() {
                            [last] => last.clone(),
                            _ => return Err(self.error("“..”后面只写行的名称")),
                        },
                        _ => return Err(self.error("“..”后面应是行的名称")),
                    };
                    self.next += 1;
                    return Ok(Syntax::Range(path, last, at));
                }
                Ok(Syntax::Path(path, at))
            }
            Token::Symbol(symbol) => Err(self.error(format!("这里不应是“{symbol}”"))),
        }
    }

    fn call(&mut self, name: String, at: usize) -> Result<Syntax, SyntaxError> {
        let mut arguments = Vec::new();
        if self.symbol(")") {
            return Ok(Syntax::Call(name, arguments, at));
        }
        loop {
            arguments.push(self.implies()?);
            if self.symbol(")") {
                return Ok(Syntax::Call(name, arguments, at));
            }
            self.expect(",")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_templates_write() {
        let check = |text: &str, expected: &str| {
            let shown = match parse(text) {
                Ok(syntax) => show(&syntax),
                Err(error) => error.to_string(),
            };
            assert_eq!(shown, expected, "{text}");
        };
        check("c2 + c3", "(c2 Plus c3)");
        check("a - b - c", "((a Minus b) Minus c)");
        check("T05.2010302.c2", "T05.2010302.c2");
        check("sum(L1..L8)", "sum[L1~L8]");
        check("sum(T01.L1..L8)", "sum[T01.L1~L8]");
        check("sum(T06.30101..30199, T06.30301..30399)", "sum[T06.30101~30199,T06.30301~30399]");
        check("-c1 > 0 and not x = 1.5 or y", "(((-c1 Greater 0) And !(x Equal 1.5)) Or y)");
        check("a > 0 => (b > 0 or c <> 0)", "((a Greater 0) Implies ((b Greater 0) Or (c NotEqual 0)))");
        check("when(a = 0, '无')", "when[(a Equal 0),'无']");
        check("a +", "第4个字符处：算式没有写完");
        check("a b", "第3个字符处：这里多了“b”");
        check("a ? b", "第3个字符处：不认识的符号“?”");
        check("'abc", "第1个字符处：引号没有成对");
        check("(a", "第3个字符处：这里应有“)”");
        check("a .. b.c", "第6个字符处：“..”后面只写行的名称");
        check(&"(".repeat(60), "第41个字符处：括号套得太深");
        let many = "运算太多，一个算式至多200个；连着的行相加请写 sum(首行..末行)";
        check(&format!("{}a", "-".repeat(3000)), &format!("第201个字符处：{many}"));
        check(&format!("{}a", "not ".repeat(900)), &format!("第801个字符处：{many}"));
        check(&format!("{}a", "a+".repeat(1900)), &format!("第402个字符处：{many}"));
        check(&"a".repeat(5000), "第4001个字符处：算式超过4000个字符");
    }

    fn show(syntax: &Syntax) -> String {
        match syntax {
            Syntax::Number(number) => number.to_string(),
            Syntax::Text(text) => format!("'{text}'"),
            Syntax::Path(path, _) => path.join("."),
            Syntax::Range(path, last, _) => format!("{}~{last}", path.join(".")),
            Syntax::Negative(inner) => format!("-{}", show(inner)),
            Syntax::Not(inner) => format!("!{}", show(inner)),
            Syntax::Binary(operator, left, right) => format!("({} {operator:?} {})", show(left), show(right)),
            Syntax::Call(name, arguments, _) => {
                format!("{name}[{}]", arguments.iter().map(show).collect::<Vec<_>>().join(","))
            }
        }
    }
}
