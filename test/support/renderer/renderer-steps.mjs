// A person's actions in the window, as steps to the views of renderer-views.mjs.
/** @typedef {import('playwright-core').Page} Page */

export const press = (/** @type {string} */ name) => (/** @type {Page} */ page) =>
  page.getByRole('button', { name, exact: true }).click();
export const way = (/** @type {RegExp} */ name) => (/** @type {Page} */ page) =>
  page.getByRole('button', { name }).click();
export const request = (/** @type {string} */ target) => (/** @type {Page} */ page) =>
  page.evaluate((name) => /** @type {any} */ (window).fakeTokenManager.requestPage({ page: name }), target);
/** A file was opened from outside. */
export const openFile = (/** @type {object} */ told) => (/** @type {Page} */ page) =>
  page.evaluate((opened) => /** @type {any} */ (window).fakeTokenManager.openFile(opened), told);
export const type = (/** @type {string} */ label, /** @type {string} */ text) => (/** @type {Page} */ page) =>
  page.getByLabel(label, { exact: true }).fill(text);

export const answer = (/** @type {string} */ name, /** @type {unknown} */ reply) => (/** @type {Page} */ page) =>
  page.evaluate(([call, value]) => /** @type {any} */ (window).fakeTokenManager.answerNext(call, value), [name, reply]);

/** A shortcut was pressed for the first account. */
export const sendPressResult = (/** @type {object} */ result) => (/** @type {Page} */ page) =>
  page.evaluate((done) => {
    const { fakeTokenManager } = /** @type {any} */ (window);
    return fakeTokenManager.api
      .getSnapshot()
      .then((/** @type {any} */ { value }) =>
        fakeTokenManager.sendPressResult({ profileId: value.profiles[0].id, atMs: Date.now(), result: done }),
      );
  }, result);

export const choose = (/** @type {RegExp} */ name) => (/** @type {Page} */ page) =>
  page.getByRole('radio', { name }).first().check();

/** The search returns this step and then no more, as if it went on. */
export const look = (/** @type {object} */ step) => (/** @type {Page} */ page) =>
  page.evaluate((change) => {
    const { fakeTokenManager, fakeLeftovers } = /** @type {any} */ (window);
    const counts = { isDone: true, folderCount: 4218, fileCount: 31, unseenCount: 0, found: fakeLeftovers };
    const answers = [{ ok: true, value: { ...counts, ...change } }];
    fakeTokenManager.api.continueSearch = () =>
      answers.length > 0 ? Promise.resolve(answers.shift()) : new Promise(() => undefined);
  }, step);
