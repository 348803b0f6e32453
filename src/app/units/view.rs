//! The place of consolidation.

use super::Units;
use super::deviations::DeviationsView;
use super::files::FilesView;
use super::inside::InsideView;
use super::outcome::OutcomeView;
use super::replace::PendingView;
use super::run::RunView;
use crate::app::Shell;
use crate::app::desk::{Place, use_desk};
use crate::app::files;
use crate::calc::Values;
use leptos::prelude::*;
use std::rc::Rc;

/// A button that leads here.
#[component]
pub(in crate::app) fn UnitsDoor() -> impl IntoView {
    let desk = use_desk();
    let units = expect_context::<Units>();
    let count = Memo::new(move |_| units.count());
    let here = move || desk.place.with(|place| *place == Place::Consolidation);
    view! {
        <button class="plain units-door" class:current=here aria-current=move || if here() { "page" } else { "false" }
            title="把各单位的报告文件加成部门的报告" on:click=move |_| desk.go(Place::Consolidation)>
            "汇总所属单位"{move || (count.get() > 0).then(|| format!("（{}个）", count.get()))}</button>
    }
}

#[component]
pub(in crate::app) fn ConsolidationView() -> impl IntoView {
    let units = expect_context::<Units>();
    let shell = expect_context::<Shell>();
    shell.taker.set_value(Some(Rc::new(move |files| units.take(files))));
    on_cleanup(move || shell.taker.set_value(None));
    let there = Memo::new(move |_| units.count() > 0);
    view! {
        <div class="head"><p class="crumbs">"部门汇总"</p><h1>"汇总所属单位"</h1>
            <p class="help">"把各单位交来的报告文件逐格相加，得到部门的报告；各单位的账留在部门报告里，每个合计都能查到是哪些单位加成的。"</p>
            <p class="help">"部门报告里的文字、清单和选项不变，金额换成各单位的合计；汇总是一步，可以撤销。"</p></div>
        <div class="tools units-tools"><Choosers units/><span class="grow"></span><RunView units/></div>
        <div class="scroll" id="units-scroll">
            <OutcomeView units/>
            <PendingView units/>
            {move || there.get().then(|| view! { <InsideView units/><DeviationsView units/> })}
            <section class="list-sheet">
                <h2>{move || if there.get() { "重新汇总：选择文件" } else { "选择文件" }}</h2>
                <FilesView units/>
                <Options units/>
            </section>
        </div>
    }
}

/// Files, or a whole folder where the browser can.
#[component]
fn Choosers(units: Units) -> impl IntoView {
    let many = NodeRef::<leptos::html::Input>::new();
    let folder = NodeRef::<leptos::html::Input>::new();
    let chosen = move |input: NodeRef<leptos::html::Input>| {
        move |_| {
            if let Some(element) = input.get_untracked() {
                units.take(files::list(element.files()));
                element.set_value("");
            }
        }
    };
    let choose = |input: NodeRef<leptos::html::Input>, whole: bool| {
        move |_| {
            if let Some(element) = input.get_untracked() {
                // A browser that does not know it offers files.
                if whole && element.set_attribute("webkitdirectory", "").is_err() {
                    leptos::logging::warn!("folders cannot be chosen");
                }
                element.click();
            }
        }
    };
    let busy = move || units.running.with(Option::is_some);
    let any = move || !units.files.with(Vec::is_empty);
    view! {
        <button class="tool" id="choose-units" disabled=busy on:click=choose(many, false)>"选择单位报告文件…"</button>
        <button class="tool" id="choose-folder" title="选一个文件夹，里面的报告文件都算上" disabled=busy on:click=choose(folder, true)>"选择文件夹…"</button>
        {move || (any() && !busy()).then(|| view! {
            <button class="plain" on:click=move |_| units.files.set(Vec::new())>"全部去掉"</button>
        })}
        <input class="sr" type="file" id="unit-files" multiple=true tabindex="-1" aria-label="选择单位报告文件"
            accept=".json,application/json" node_ref=many on:change=chosen(many)/>
        <input class="sr" type="file" id="unit-folder" multiple=true tabindex="-1" aria-label="选择文件夹"
            node_ref=folder on:change=chosen(folder)/>
    }
}

/// Whose accounts are where, and what is eliminated.
#[component]
fn Options(units: Units) -> impl IntoView {
    let template = units.desk.sheet.template();
    let choice = move |id: &'static str, own: bool, words: &'static str, help: &'static str| {
        view! {
            <div class="choice">
                <input type="radio" name="own-accounts" id=id prop:checked=move || units.own_in_files.get() == own
                    on:change=move |_| units.own_in_files.set(own)/><label for=id>{words}</label><p class="help indented">{help}</p>
            </div>
        }
    };
    let elimination = move |known: &crate::template::Elimination| {
        let (key, id) = (known.key.clone(), format!("eliminate-{}", known.key));
        let on = known.key.clone();
        let toggle = move |_| {
            units.eliminate.update(|keys| match keys.iter().position(|other| *other == key) {
                Some(at) => drop(keys.remove(at)),
                None => keys.push(key.clone()),
            });
        };
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() prop:checked=move || units.eliminate.with(|keys| keys.contains(&on))
                    on:change=toggle/><label for=id>{known.label.clone()}</label><p class="help indented">{known.help.clone()}</p>
            </div>
        }
    };
    let eliminations = template.eliminations.iter().map(elimination).collect_view();
    view! {
        <fieldset class="choices"><legend>"本级的账在哪里"</legend>
            {choice("own-in-files", true, "本级的账也在这些文件里", "本部门报告里原有的金额清零重算。")}
            {choice("own-in-report", false, "本部门报告里已填的是本级", "把它当作一个单位，和这些文件一起相加；本级的账以后也能单独查到。")}
        </fieldset>
        {(!template.eliminations.is_empty()).then(|| view! {
            <fieldset class="choices"><legend>"抵销单位之间的往来"</legend>
                <p class="help">"只在确有内部往来时勾选。金额按两边都有数的部分取较小的一边，从付出和收到各减去一次；汇总后在这里列出每一格减了多少。"</p>
                {eliminations}
            </fieldset>
        })}
    }
}
