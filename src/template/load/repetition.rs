//! What something is repeated over: rows of a table, or records of a list.

use crate::template::ListIndex;
use crate::template::complaint::Complaints;
use crate::template::expr::Bound;
use crate::template::narrative::{Each, Over};
use crate::template::resolve::{Names, Place};
use crate::template::source::Written;

/// Reads what a repetition runs over: rows of a table, or records of a list under a name of their own. `class` is the
/// repetition over classes around it. Answers with the place inside, where the row or the record is bound.
pub(super) fn over<'p>(
    names: &Names<'_>,
    written: &'p Written,
    class: Option<Each>,
    place: Place<'p>,
    complaints: &mut Complaints<'_>,
) -> Option<(Over, Place<'p>)> {
    let words: Vec<&'p str> = written.text.split_whitespace().collect();
    if let [name, "in", key] = words.as_slice()
        && !matches!(*name, "class" | "item" | "row" | "this")
    {
        if names.tables.iter().any(|table| table.key == *key) {
            let problem = format!("“{key}”是表：写成 class in {key} 或 item in {key}，里面用 class 或 item");
            complaints.at(written.at, problem);
            return None;
        }
        let list = list(names, &Written { text: (*key).to_string(), at: written.at }, complaints)?;
        return Some((Over::Records(list), Place { record: Some((name, list)), ..place }));
    }
    let over = each(names, written, class, complaints)?;
    let place = Place {
        class: place.class || over.bound == Bound::Class,
        item: place.item || over.bound == Bound::Item,
        row: place.row || over.bound == Bound::Row,
        ..place
    };
    Some((Over::Rows(over), place))
}

/// A list that stands by itself.
pub(super) fn list(
    names: &Names<'_>,
    written: &Written,
    complaints: &mut Complaints<'_>,
) -> Option<ListIndex> {
    let found = names.lists.iter().position(|known| known.key == written.text);
    let problem = match found.map(|index| names.lists[index].within.is_some()) {
        None => format!("没有叫“{}”的清单，清单写在 lists.toml", written.text),
        Some(true) => {
            format!("清单“{}”是每条记录各有一份的，不能单独放，请换一个清单", written.text)
        }
        Some(false) => return found.and_then(|index| index.try_into().ok()),
    };
    complaints.at(written.at, problem);
    None
}

/// Reads `class in T05`, `item in T05`, `row in T05`, or `item in class` within a repetition over classes.
pub(super) fn each(
    names: &Names<'_>,
    written: &Written,
    class: Option<Each>,
    complaints: &mut Complaints<'_>,
) -> Option<Each> {
    let mut words = written.text.split_whitespace();
    let (bound, of, over) = (words.next(), words.next(), words.next());
    let bound = match bound {
        Some("class") => Bound::Class,
        Some("item") => Bound::Item,
        Some("row") => Bound::Row,
        _ => {
            complaints.at(written.at, "each 写成 class in 表、item in 表、item in class 或 名称 in 清单");
            return None;
        }
    };
    let over = over.filter(|_| of == Some("in") && words.next().is_none()).unwrap_or_default();
    if let (Bound::Item, "class", Some(class)) = (bound, over, class) {
        return Some(Each { bound, table: class.table });
    }
    let table = names.tables.iter().position(|table| table.key == over && table.repeat().is_some());
    match table.and_then(|table| u16::try_from(table).ok()) {
        Some(table) => Some(Each { bound, table }),
        None => {
            let problem = format!(
                "“{over}”不是按科目列行的表（有 [side.repeat] 的）；item in class 只能写在 class in 表 里面"
            );
            complaints.at(written.at, problem);
            None
        }
    }
}
