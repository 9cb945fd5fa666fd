// What needs somebody and how things stand are the API's own words, whatever is wrong with the hub; AttentionIT breaks one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, go, shoot, signedIn } from './browser.mjs';

let page;
before(async () => {
  page = await signedIn();
});
after(() => page?.context().browser().close());

test('what needs somebody is the list of the API, in its order and words', async () => {
  // When
  await go(page, '/');
  const { attention } = await ask('GET', '/api/v1/attention');
  // Then
  assert.ok(attention.length > 0, 'nothing is wrong with this hub, so nothing is compared');
  const items = page.getByRole('list', { name: 'What needs somebody' }).locator(':scope > li');
  const shown = await items.evaluateAll((all) =>
    all.map((item) => [
      item.querySelector('a').textContent,
      ...[...item.querySelectorAll('a ~ div')].map((line) => line.textContent),
      item.querySelector('code').textContent,
    ]),
  );
  assert.deepEqual(
    shown,
    attention.map(({ kind, name, message, cure, code }) => [`${kind} ${name}`, message, cure, code]),
  );
  await shoot(page, 'attention');
});

/** Screens with a table of states, and what the API calls its rows. */
const TABLES = {
  '/sources': async () => (await ask('GET', '/api/v1/sources')).sources.map(({ stream, state }) => [stream, state]),
  '/segments': async () => (await ask('GET', '/api/v1/segments')).segments.map(({ name, state }) => [name, state]),
  '/syncs': async () => (await ask('GET', '/api/v1/syncs')).syncs.map(({ name, state }) => [name, state]),
  '/routes?tab=list': async () => (await ask('GET', '/api/v1/routes')).routes.map(({ id, state }) => [id, state]),
};

for (const [path, said] of Object.entries(TABLES)) {
  test(`each state of ${path} is the word of the API`, async () => {
    // When
    await go(page, path);
    // Then
    const shown = await page
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('td').textContent,
          row.querySelector('td[data-label="State"]').textContent,
        ]),
      );
    assert.deepEqual(shown.sort(), (await said()).sort());
  });
}
