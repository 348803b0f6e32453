//! What is no longer live in a clerk's own wording.

use super::legend::{LegendEntry, Own, own_legend};
use super::tokens::{Token, tokens};
use super::{Fragment, Sentence, generated, reworded};
use crate::calc::Values;
use crate::template::Piece;

/// What a wording has given up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordingReview {
    /// Figures typed as plain digits: they stay as they are when the tables change.
    pub frozen: Vec<String>,
    /// Pieces of the generated sentence that are not named any more.
    pub dropped: Vec<LegendEntry>,
}

/// Reviews a wording as the clerk sees it, with names such as `{数1}`.
pub fn review(shown: &str, own: Own<'_>, values: &dyn Values) -> WordingReview {
    let named = |entry: &LegendEntry| {
        tokens(shown).iter().any(|token| matches!(token, Token::Name(name) if *name == entry.name))
    };
    let dropped: Vec<LegendEntry> =
        own_legend(own, values).into_iter().filter(|entry| !named(entry)).collect();
    // Digits that the template's own words have, such as those of a date, are no figures.
    let mut fixed: Vec<String> = own
        .paragraph
        .pieces
        .iter()
        .flat_map(|piece| match piece {
            Piece::Words(words) => numbers(words),
            _ => Vec::new(),
        })
        .collect();
    let sentence = generated(own.key, own.paragraph, own.scope, values);
    let figures: Vec<String> =
        sentence.figures().map(|figure| figure.text.trim_end_matches('%').replace(',', "")).collect();
    let mut frozen = Vec::new();
    for token in tokens(shown) {
        let Token::Words(words) = token else { continue };
        for number in numbers(words) {
            if let Some(at) = fixed.iter().position(|own| *own == number) {
                fixed.swap_remove(at);
                continue;
            }
            let plain = number.trim_end_matches('%').replace(',', "");
            // Years and ordinals are plain numbers too; amounts and rates have decimals or a percent sign.
            if plain.contains('.') || number.ends_with('%') || figures.contains(&plain) {
                frozen.push(number);
            }
        }
    }
    WordingReview { frozen, dropped }
}

/// The sentence as a wording makes it; `shown` has the names that the clerk sees.
pub fn preview(shown: &str, own: Own<'_>, values: &dyn Values) -> Sentence {
    let kept = super::kept_wording(shown, own.paragraph, &values.template());
    reworded(own.key, &kept, own.paragraph, own.scope, values)
}

/// Names in braces of a sentence that stand for nothing, with the reason.
pub fn unknown_names(sentence: &Sentence) -> Vec<(String, String)> {
    let unknown = sentence.unknown().filter_map(|fragment| match fragment {
        Fragment::Unknown { written, reason } => Some((written.clone(), reason.clone())),
        _ => None,
    });
    unknown.collect()
}

/// Runs of digits with their separators, decimals and percent sign: `1,234.50%`.
fn numbers(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in words.chars().chain(std::iter::once(' ')) {
        match c {
            '0'..='9' => run.push(c),
            ',' | '.' if !run.is_empty() => run.push(c),
            _ => {
                let percent = matches!(c, '%' | '％');
                let number = run.trim_end_matches([',', '.']);
                if !number.is_empty() {
                    found.push(format!("{number}{}", if percent { "%" } else { "" }));
                }
                run.clear();
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_are_found_with_their_signs() {
        let found = numbers("1.本年1,234.50万元，增长12.00%，12月31日，5％。");
        assert_eq!(found, ["1", "1,234.50", "12.00%", "12", "31", "5%"]);
    }
}
