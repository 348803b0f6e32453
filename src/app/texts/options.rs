//! Choices of wording in one place: what each changes, on sentences of this very report.

use super::super::desk::{Place, use_desk};
use crate::calc::Values;
use crate::narrative::{Choosing, Example, comparison_words, examples};
use crate::report::Edit;
use crate::template::ZeroWording;
use leptos::prelude::*;

/// A button that leads to the choices.
#[component]
pub(in super::super) fn OptionsDoor() -> impl IntoView {
    let desk = use_desk();
    view! {
        <button class="plain options-door" title="零值、下降、没有发生的项目怎么写"
            on:click=move |_| desk.go(Place::Options)>"措辞选项"</button>
    }
}

/// One choice as it is shown.
#[derive(Clone)]
struct Choice {
    /// Name of its control in the page.
    id: String,
    label: String,
    choosing: Choosing,
}

#[component]
pub(in super::super) fn OptionsView() -> impl IntoView {
    let desk = use_desk();
    let template = desk.sheet.template();
    let zero = |id: &str, label: &str, wording| Choice {
        id: id.into(),
        label: label.into(),
        choosing: Choosing::Zero(wording),
    };
    let zeros = vec![
        zero("zero-recommended", "按意思写：持平；对比数为零的不算增幅（推荐）", ZeroWording::Recommended),
        zero("zero-wording", "照原式写：增加0.00万元，增长0.00%", ZeroWording::AsSource),
    ];
    let of_template = template.options.iter().map(|option| {
        let choices = option.choice.iter().map(|choice| Choice {
            id: format!("option-{}-{}", option.key, choice.key),
            label: choice.label.clone(),
            choosing: Choosing::Option(option.key.clone(), choice.key.clone()),
        });
        view! { <OptionView label=option.label.clone() help=option.help.clone() choices=choices.collect()/> }
    });
    let words = move || {
        let words = comparison_words(&desk.sheet).into_iter();
        words.map(|(when, word)| view! { <tr><td>{when}</td><td><b>{word}</b></td></tr> }).collect_view()
    };
    view! {
        <div class="head"><p class="crumbs">"全文"</p><h1>"措辞选项"</h1>
            <p class="help">"选了马上全文生效，随时可以改选或撤销。例句取自这份报告。"</p></div>
        <div class="scroll">
            <div class="sheet options-sheet">
                <OptionView label="零值的写法".to_string()
                    help="两个数相等，或对比的数是零，没有什么可比时怎么写。".to_string() choices=zeros/>
                {of_template.collect_view()}
                <h2>"比较用词"</h2>
                <p class="help">"正文里的增减、占比都按这些词自动写；由表式和上面的选择规定，这里只供查看。"</p>
                <table class="words-table"><thead><tr><th scope="col">"什么时候"</th><th scope="col">"写作"</th></tr></thead>
                    <tbody>{words}</tbody></table>
            </div>
        </div>
    }
}

#[component]
fn OptionView(label: String, help: String, choices: Vec<Choice>) -> impl IntoView {
    let desk = use_desk();
    let all: Vec<Choosing> = choices.iter().map(|choice| choice.choosing.clone()).collect();
    let shown = Memo::new(move |_| examples(&all, &desk.sheet));
    let name = choices.first().map(|choice| choice.id.clone()).unwrap_or_default();
    let first = choices.first().map(|choice| choice.choosing.clone());
    let lines = choices.into_iter().enumerate().map(|(at, choice)| {
        let Choice { id, label, choosing } = choice;
        let is_first = first.as_ref() == Some(&choosing);
        let asked = choosing.clone();
        let checked = move || match &asked {
            Choosing::Zero(wording) => desk.sheet.zero_wording() == *wording,
            Choosing::Option(key, choice) => match desk.sheet.option(key) {
                Some(chosen) => chosen == *choice,
                None => is_first,
            },
        };
        let choose = move |_| {
            desk.edit(match &choosing {
                Choosing::Zero(wording) => Edit::SetZeroWording(*wording),
                Choosing::Option(key, choice) => Edit::SetOption(key.clone(), Some(choice.clone())),
            });
        };
        view! {
            <div class="choice">
                <input type="radio" class="idle" id=id.clone() name=name.clone() prop:checked=checked on:change=choose/>
                <label for=id>{label}</label>
                {move || shown.with(|shown| shown.as_ref().and_then(|shown| shown.get(at)).cloned()).map(example_view)}
            </div>
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{label}</legend>
            <p class="help">{help}</p>
            {lines.collect_view()}
            {move || shown.with(Option::is_none).then_some(view! {
                <p class="help">"这份报告里现在没有用到它的句子；填了数就能看到例句。"</p>
            })}
        </fieldset>
    }
}

fn example_view(example: Example) -> AnyView {
    let Example { before, different, after } = example;
    if before.is_empty() && different.is_empty() && after.is_empty() {
        return view! { <p class="example">"这一句不写"</p> }.into_any();
    }
    view! { <p class="example">{before}<mark>{different}</mark>{after}</p> }.into_any()
}
