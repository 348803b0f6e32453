//! A tree of elements and the one place where it becomes text: every word and attribute from a report is escaped
//! here and nowhere else, for HTML and SVG alike. There is no way to put ready-made markup into the tree.
//!
//! Knows nothing of reports, documents and charts.

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
    /// A style sheet of the program's own, which HTML reads unescaped.
    Style(&'static str),
}

/// Elements that never have content or an end tag.
const VOID: [&str; 4] = ["br", "col", "meta", "wbr"];

/// Elements that begin a line, so that files can be read and compared; spaces between them have no meaning.
const LINES: [&str; 26] = [
    "body",
    "caption",
    "col",
    "colgroup",
    "div",
    "dl",
    "figure",
    "figcaption",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "section",
    "style",
    "svg",
    "table",
    "tr",
];

impl Element {
    /// An element without attributes and content.
    pub fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// A style sheet of the program's own.
    pub fn style(sheet: &'static str) -> Self {
        Element { name: "style", attributes: Vec::new(), children: vec![Node::Style(sheet)] }
    }

    /// With an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With a class; none when empty.
    pub fn class(self, class: &str) -> Self {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// With one class more.
    pub fn class_too(mut self, class: &str) -> Self {
        match self.attributes.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, classes)) => {
                classes.push(' ');
                classes.push_str(class);
                self
            }
            None => self.class(class),
        }
    }

    /// With words at the end.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With an element at the end.
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With elements at the end.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// As text.
    pub fn encode(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        if !out.is_empty() && LINES.contains(&self.name) {
            out.push('\n');
        }
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
        if VOID.contains(&self.name) {
            return;
        }
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
                Node::Style(sheet) => out.push_str(sheet),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// Escapes for text and quoted attributes alike; what cannot be shown is left out.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if is_dropped(character) => {}
            _ => out.push(character),
        }
    }
}

/// Control characters, marks that turn the direction of what follows, and characters no file should hold. Joiners
/// stay: Mongolian is written with them.
fn is_dropped(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// A name for links and `id` from a kind and a key; different keys have different names.
pub fn anchor(kind: &str, key: &str) -> String {
    let mut name = format!("{kind}-");
    for character in key.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' => name.push(character),
            other => name.push_str(&format!("_{:x}_", u32::from(other))),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_words() {
        let cases = [
            ("</style><script>alert(1)</script>", "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x", "&quot; onload=&#39;x"),
            ("a&amp;b", "a&amp;amp;b"),
            ("甲\u{202e}乙\u{2067}丙", "甲乙丙"),
            ("零\0\u{1b}\u{7f}\u{9f}字\u{ffff}", "零字"),
            ("一\r\n二\u{2028}三", "一  二 三"),
            ("ᠮᠣᠩᠭᠣᠯ\u{200d}\u{180e}", "ᠮᠣᠩᠭᠣᠯ\u{200d}\u{180e}"),
        ];
        for (raw, safe) in cases {
            assert_eq!(Element::new("b").text(raw).encode(), format!("<b>{safe}</b>"));
            assert_eq!(Element::new("b").attr("title", raw).encode(), format!("<b title=\"{safe}\"></b>"));
        }
    }

    #[test]
    fn elements_nest_and_void_ones_have_no_end() {
        let row = Element::new("tr").children([Element::new("td").text("1"), Element::new("td").text("2")]);
        let table = Element::new("table").class("").child(Element::new("col").class("w")).child(row);
        assert_eq!(table.encode(), "<table>\n<col class=\"w\">\n<tr><td>1</td><td>2</td></tr></table>");
    }

    #[test]
    fn anchors_are_plain_and_distinct() {
        assert_eq!(anchor("part", "part1"), "part-part1");
        assert_eq!(anchor("s", "a b"), "s-a_20_b");
        assert_ne!(anchor("s", "a_20_b"), anchor("s", "a b"));
    }
}
