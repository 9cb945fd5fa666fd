// What is done to people and their records: found, shown, split and merged, decided about, blocked; and the trail of it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { ask, barriers, go, settled, shoot, signedIn } from './browser.mjs';

let page;
before(async () => {
  page = await signedIn();
});
after(() => page?.context().browser().close());

const button = (name) => page.getByRole('button', { name, exact: true });

/** Answers the question that stands in the way, and waits until it is gone. */
async function confirm(verb, { reason, typed } = {}) {
  const dialog = page.getByRole('dialog');
  if (reason) {
    await dialog.getByLabel(/^Why/).fill(reason);
  }
  if (typed) {
    await dialog.getByLabel(/^Type/).fill(typed);
  }
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The first of the demo's people of whom this holds. */
async function someone(holds) {
  for (let id = 1; id < 500; id++) {
    const found = await ask('GET', `/api/v1/profiles/${id}`).catch(() => undefined);
    if (found?.id === id && holds(found)) {
      return id;
    }
  }
  throw new Error('nobody is as the test needs them');
}
const named = ({ traits }) => 'last_name' in traits;

test('a person is found by an identifier, which stays out of the address', async () => {
  await go(page, '/profiles');
  await page.getByLabel('Identifier or profile number').fill('card:C-1');
  await button('Find').click();
  await settled(page);
  assert.ok(!page.url().includes('C-1'), page.url());
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('heading', { name: /^Profile \d+$/ }).waitFor();
});

test('personal data shows for a reason that is kept, and is masked again', async () => {
  const id = await someone(named);
  const reason = `Prüfung ${Date.now()}`;
  await go(page, `/profiles/${id}`);
  const traits = page.getByRole('grid', { name: 'Traits' });
  assert.match(await traits.innerText(), /\*\*\*/);
  await button('Show personal data').click();
  await confirm('Show', { reason });
  await settled(page);
  assert.doesNotMatch(await traits.innerText(), /\*\*\*/);
  assert.ok(!page.url().includes('Pr'), page.url());
  const { entries } = await ask('GET', '/api/v1/audit?action=reveal&limit=1');
  assert.deepEqual([entries[0].target, entries[0].reason], [`profile ${id}`, reason]);
  await button('Mask again').click();
  await settled(page);
  assert.match(await traits.innerText(), /\*\*\*/);
});

test('a reason that no header carries is refused where it was given', async () => {
  await go(page, `/profiles/${await someone(named)}`);
  await button('Show personal data').click();
  await page.getByLabel(/^Why/).fill('проверка');
  await button('Show').click();
  await page.getByText('This reason cannot be sent.').waitFor();
  await button('Cancel').click();
});

test('a record is split off and merged back', async () => {
  const id = await someone(({ subjects }) => subjects > 2);
  const { members } = await ask('GET', `/api/v1/profiles/${id}/explanation`);
  const leaving = members.at(-1).subject;
  await go(page, `/profiles/${id}?tab=identity`);
  await page.getByLabel(`Split off record ${leaving}`).check();
  await button('Split off… 1').click();
  await confirm('Split off', { reason: 'father and son' });
  await page.getByText(`was split off profile ${id}`).first().waitFor();
  const { history } = await ask('GET', `/api/v1/profiles/${id}/explanation`);
  const other = String(history.at(-1).otherId);

  await page.getByRole('textbox', { name: 'The other profile’s number' }).fill(other);
  await button('Look at it').click();
  await button('Merge…').click();
  await confirm('Merge', { reason: 'one person after all', typed: other });
  await page.getByText(`profile ${other} became part of profile ${id}`).first().waitFor();
  const merged = await ask('GET', `/api/v1/profiles/${id}`);
  assert.equal(merged.subjects, members.length);
});

test('possible matches are decided by the keyboard, one after the other; without matching it says why there are none', async () => {
  await page.goto(`${process.env.SERAI_URL}/console/identity?tab=review`);
  await settled(page);
  const review = await ask('GET', '/api/v1/identity/review').catch(() => undefined);
  if (!review) {
    await page.getByRole('heading', { name: 'Records are not weighed' }).waitFor();
    page.troubles.length = 0;
    return;
  }
  const pair = page.getByRole('group', { name: /^Records \d+ and \d+$/ });
  const first = await pair.getAttribute('aria-label');
  await page.getByLabel(/^Why/).fill('waiting for an answer');
  assert.deepEqual(await barriers(page), []);
  await pair.focus();
  await page.keyboard.press('d');
  await page.getByRole('group', { name: first }).waitFor({ state: 'detached' });
  await settled(page);
  const [, one, other] = /(\d+) and (\d+)/.exec(first);
  const { entries } = await ask('GET', '/api/v1/audit?action=review&limit=1');
  assert.match(entries[0].target, new RegExp(`${one}.*${other}`));
});

test('chosen letters are tried again, each with its result', async () => {
  await go(page, '/dead-letters');
  await page.getByRole('link', { name: 'FIELD_MISSING' }).first().click();
  const boxes = page.getByRole('checkbox', { name: /^Choose letter/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await button('Try 2 chosen letters again').click();
  const results = page.getByRole('grid', { name: 'Results' });
  await results.getByRole('row').nth(2).waitFor();
  assert.match(await results.innerText(), /still open|closed/);
});

test('all letters of a place are tried again once its name is typed', async () => {
  await go(page, '/dead-letters');
  await page.getByRole('button', { name: /^Try all of till.orders again/ }).click();
  assert.match(await page.getByRole('dialog').innerText(), /\d+ letters, as counted/);
  await confirm('Try again', { typed: 'till.orders' });
  await page.getByText('open now, all told.').waitFor();
});

test('a letter is discarded for a reason', async () => {
  const { deadLetters } = await ask('GET', '/api/v1/dead-letters?state=open&stage=import&limit=1');
  const { id } = deadLetters[0];
  await go(page, `/dead-letters/${id}`);
  await button('Discard…').click();
  await confirm('Discard', { reason: 'corrected at the source' });
  await page.getByText('discarded', { exact: true }).waitFor();
  assert.equal((await ask('GET', `/api/v1/dead-letters/${id}`)).state, 'discarded');
});

test('an identifier is blocked, and the block is lifted once', async () => {
  await go(page, '/privacy');
  await page.getByLabel('Identifier').fill('email:nobody@example.com');
  await button('Look').click();
  await button('Block it…').click();
  await confirm('Block', { reason: 'asked by letter' });
  await page.getByText('It is blocked, from now on.').waitFor();
  assert.deepEqual(await barriers(page), []);
  for (const outcome of ['The block is lifted.', 'There was no block on it.']) {
    await button('Lift its block…').click();
    await confirm('Lift');
    await page.getByText(outcome).waitFor();
  }
});

test('what somebody asks is kept until it is done', async () => {
  const asked = page.getByRole('row').filter({ hasText: 'email: n***' });
  // Given
  await go(page, '/privacy');
  await page.getByLabel('Identifier').fill('email:nobody@example.com');
  await button('Look').click();
  await page.getByLabel('They ask for').selectOption('objection');
  await page.getByLabel('Came on').fill('2026-01-02');
  await button('Keep it').click();
  await page.getByText(/It is request \d+, due on 2026-02-02/).waitFor();
  await asked.getByText('overdue').waitFor();
  await shoot(page, 'privacy-overdue');
  assert.deepEqual(await barriers(page), []);
  const { attention } = await ask('GET', '/api/v1/attention');
  assert.ok(attention.some(({ code }) => code === 'REQUEST_OVERDUE'));
  // When
  await asked.getByRole('button', { name: /^Fulfil/ }).click();
  await confirm('Fulfil', { reason: 'told by letter' });
  // Then
  await asked.waitFor({ state: 'detached' });
  await page.getByLabel('State', { exact: true }).selectOption('fulfilled');
  await asked.getByText('told by letter').waitFor();
  const lifted = await ask('POST', '/api/v1/suppressions/remove', { namespace: 'email', value: 'nobody@example.com' });
  assert.ok(lifted.removed);
});

test('the trail is filtered by the address, verified and downloaded', async () => {
  await go(page, '/audit');
  await page.getByLabel('Did').fill('discard');
  await button('Filter').click();
  await settled(page);
  assert.match(page.url(), /action=discard/);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download these/ }).click(),
  ]);
  const rows = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  assert.equal(rows[0], 'id,at,actor,action,target,reason,request');
  assert.ok(rows.slice(1).every((row) => row.includes(',discard,')));
  await button('Verify the trail').click();
  await page.getByText(/The trail is whole: \d+ rows/).waitFor();
  assert.deepEqual(page.troubles, []);
});
