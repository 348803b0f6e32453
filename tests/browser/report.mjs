// What the scenarios of the desk share: a page with nothing kept in the browser, and the outline.

/** A new page at `url`, opened as on a machine where nothing has been kept yet. */
export async function freshPage(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.eval(() => localStorage.clear());
  await page.goto('about:blank');
  await page.goto(url);
  return page;
}

/** Chooses the outline's first line with these full words; the last one with `last`: lists come after the sections of the same name. */
export async function chooseLine(page, words, { last = false } = {}) {
  const find = (words) => [...document.querySelectorAll('.outline .line')].filter((line) => line.title === words);
  const call = `(${find})(${JSON.stringify(words)})${last ? ".pop()" : "[0]"}`;
  await page.waitFor(`Boolean(${call})`, { what: `outline line ${words}` });
  await page.eval(`${call}.click()`);
  await page.waitFor(`Boolean(${call}.classList.contains('current'))`, { what: `${words} chosen` });
}
