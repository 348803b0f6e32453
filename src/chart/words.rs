//! Words on a drawing: how wide they are, and where they break.

/// Size of the words beside a chart.
pub(super) const SIZE: f64 = 9.0;

/// Breaks a label into two lines at most; the text alternative has it whole.
pub(super) fn wrap(label: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for character in label.chars() {
        let step = character_width(character);
        if used + step > room && used > 0.0 {
            if lines.len() == 2 {
                if let Some(last) = lines.last_mut() {
                    last.pop();
                    last.push('…');
                }
                break;
            }
            lines.push(String::new());
            used = 0.0;
        }
        if let Some(last) = lines.last_mut() {
            last.push(character);
        }
        used += step;
    }
    lines
}

pub(super) fn width(text: &str) -> f64 {
    text.chars().map(character_width).sum()
}

/// An estimate on the wide side: half an em for digits and the like, a whole one for Chinese.
fn character_width(character: char) -> f64 {
    match character {
        ',' | '.' => SIZE * 0.3,
        '%' => SIZE * 0.85,
        _ if character.is_ascii() => SIZE * 0.54,
        _ => SIZE,
    }
}
