/* Runs the annex, the program's second module, away from the page. Asked with {id, task, input} it answers with
   {id, progress} any number of times and then {id, output} or {id, error}; {id, crash} says that the program itself
   failed and that this worker is of no more use, {lost} that it could not start. The build fills in the hashed
   names of the two files. */
var ready = null;

function start() {
  self.importScripts('annex.js');
  return wasm_bindgen({ module_or_path: 'annex_bg.wasm' });
}

self.onmessage = function (event) {
  var asked = event.data;
  if (!ready) ready = new Promise(function (done) { done(start()); });
  ready.then(function () {
    var progress = function (words) { self.postMessage({ id: asked.id, progress: words }); };
    try {
      self.postMessage({ id: asked.id, output: wasm_bindgen.run(asked.task, asked.input, progress) });
    } catch (problem) {
      if (typeof problem === 'string') self.postMessage({ id: asked.id, error: problem });
      else self.postMessage({ id: asked.id, crash: String(problem) });
    }
  }, function (problem) {
    self.postMessage({ lost: String(problem) });
  });
};
