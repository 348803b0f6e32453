/* Starts the app: fetches the wasm named by this script's tag and hands it to the glue, which has run before.
   A file, not an inline script, so that the content policy can forbid those. Syntax for any engine: when the
   glue was not understood, this still runs and has the page say so. */
(function () {
  var start = window.finalAccountsStart;
  var wasm = document.getElementById('boot-script').getAttribute('data-wasm');
  window.finalAccountsBooting = true;
  if (location.protocol === 'file:') return;
  if (typeof wasm_bindgen === 'undefined' || !window.WebAssembly || !window.fetch) {
    start.failed('浏览器不认识程序的写法');
    return;
  }
  window.fetch(wasm).then(function (response) {
    if (!response.ok) throw new Error(wasm + '：HTTP ' + response.status);
    return wasm_bindgen({ module_or_path: response });
  }).then(start.ended, function (error) {
    start.failed(String(error));
  });
})();
