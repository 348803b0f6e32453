//! The annex as the app uses it: a worker that is started when something is first asked of it, and does one job after
//! the other. A worker that could not start is tried once more; one that failed is replaced.

use super::later;
use js_sys::Reflect;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

type Progress = Rc<dyn Fn(String)>;
type Done = Box<dyn FnOnce(Result<String, String>)>;

struct Job {
    id: u32,
    task: &'static str,
    input: String,
    progress: Progress,
    done: Done,
}

/// A worker with its listeners, which have to live as long as it does.
struct Running {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

#[derive(Default)]
struct Annex {
    running: Option<Running>,
    /// The first is being done when `busy`.
    jobs: VecDeque<Job>,
    busy: bool,
    /// Whether the last start failed.
    tried: bool,
    last: u32,
}

thread_local! {
    static ANNEX: RefCell<Annex> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Annex) -> T) -> T {
    ANNEX.with(|annex| act(&mut annex.borrow_mut()))
}

/// A job that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Call(u32);

/// Has the annex do `task` on `input`. `progress` is told what the task says of its progress; `done` gets its output,
/// or why there is none, in words for the clerk. Neither is called after [`Call::cancel`].
pub fn call(
    task: &'static str,
    input: String,
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Result<String, String>) + 'static,
) -> Call {
    let id = with(|annex| {
        annex.last = annex.last.wrapping_add(1);
        let id = annex.last;
        annex.jobs.push_back(Job { id, task, input, progress: Rc::new(progress), done: Box::new(done) });
        id
    });
    proceed();
    Call(id)
}

impl Call {
    /// Gives the job up, even in the middle: the worker is ended, and the next job starts another.
    pub fn cancel(self) {
        let given_up = with(|annex| {
            let place = annex.jobs.iter().position(|job| job.id == self.0)?;
            if place == 0 && annex.busy {
                annex.running = None;
                annex.busy = false;
            }
            annex.jobs.remove(place)
        });
        // What a job holds is let go of outside the borrow: it may be anything.
        drop(given_up);
        proceed();
    }
}

/// Sends the next job, if nothing is being done.
fn proceed() {
    let sent = with(|annex| {
        if annex.busy {
            return Ok(());
        }
        let Some(job) = annex.jobs.front() else { return Ok(()) };
        if annex.running.is_none() {
            annex.running = Some(start()?);
        }
        annex.busy = true;
        let message = js_sys::Object::new();
        Reflect::set(&message, &"id".into(), &job.id.into())?;
        Reflect::set(&message, &"task".into(), &job.task.into())?;
        Reflect::set(&message, &"input".into(), &job.input.as_str().into())?;
        annex.running.as_ref().map_or(Ok(()), |running| running.worker.post_message(&message))
    });
    if let Err(problem) = sent {
        lost(&format!("{problem:?}"));
    }
}

fn start() -> Result<Running, JsValue> {
    let name = later::file("data-annex").ok_or("页面没有写明后台程序的文件名")?;
    let worker = Worker::new(&name)?;
    let message = Closure::<dyn FnMut(_)>::new(|event: MessageEvent| answered(&event.data()));
    let error = Closure::<dyn FnMut(_)>::new(move |event: ErrorEvent| {
        event.prevent_default();
        lost(&format!("没能取到或运行 {name}"));
    });
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    Ok(Running { worker, _message: message, _error: error })
}

fn answered(data: &JsValue) {
    let said = |name: &str| Reflect::get(data, &name.into()).ok().and_then(|value| value.as_string());
    if let Some(problem) = said("lost") {
        return lost(&problem);
    }
    if let Some(words) = said("progress") {
        if let Some(progress) = with(|annex| annex.jobs.front().map(|job| job.progress.clone())) {
            progress(words);
        }
        return;
    }
    let result = match (said("output"), said("error"), said("crash")) {
        (Some(output), ..) => Ok(output),
        (_, Some(problem), _) => Err(problem),
        (.., crash) => {
            leptos::logging::error!("the annex failed: {}", crash.unwrap_or_default());
            with(|annex| annex.running = None);
            Err("后台程序出错，这一步没有做成；请再试一次".into())
        }
    };
    let job = with(|annex| {
        annex.busy = false;
        annex.tried = false;
        annex.jobs.pop_front()
    });
    if let Some(job) = job {
        (job.done)(result);
    }
    proceed();
}

/// The worker could not start: once more, and then every job is told.
fn lost(problem: &str) {
    let given_up = with(|annex| {
        annex.running = None;
        annex.busy = false;
        annex.tried = !annex.tried;
        if annex.tried { VecDeque::new() } else { std::mem::take(&mut annex.jobs) }
    });
    if given_up.is_empty() {
        return proceed();
    }
    leptos::logging::warn!("the annex did not start: {problem}");
    for job in given_up {
        (job.done)(Err(format!("后台程序没有启动成功（{problem}），请检查网络后刷新页面")));
    }
}
