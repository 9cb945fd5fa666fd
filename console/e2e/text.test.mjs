// What people are called is text: nothing of it runs, wherever it shows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, DEMO, go, signedIn } from './browser.mjs';

const NASTY = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  'javascript:alert(4)',
  '{{constructor.constructor("alert(5)")()}}',
  '${alert(6)}',
  '</title><iframe srcdoc="<script>alert(7)</script>">',
  '\u202eevil\u0000name',
];

let page;
let profile;
before(async () => {
  const rows = NASTY.map((text, number) =>
    JSON.stringify({ customer_id: `X${number}`, email: 'x@example.com', city: text }),
  );
  const sent = await fetch(`${DEMO.url}/api/v1/uploads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${DEMO.token}`, 'Content-Type': 'application/octet-stream' },
    body: rows.join('\n'),
  });
  const { id } = await sent.json();
  const mapping = `nasty-${Date.now()}`;
  await fetch(`${DEMO.url}/api/v1/mappings/${mapping}/definition`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${DEMO.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      mapping,
      key: 'customer_id',
      identifiers: { email: 'email' },
      traits: { city: 'city', first_name: 'city' },
    }),
  });
  const { run } = await ask('POST', `/api/v1/uploads/${id}/import`, { mapping });
  for (;;) {
    const { state } = await ask('GET', `/api/v1/runs/${run}`);
    if (state !== 'running') {
      break;
    }
    await new Promise((later) => setTimeout(later, 200));
  }
  const found = await ask('POST', '/api/v1/profiles/search', { namespace: 'email', value: 'x@example.com' });
  profile = found.profiles[0].id;
  page = await signedIn();
  page.on('dialog', (dialog) => {
    page.troubles.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});
after(() => page?.context().browser().close());

test('names that are scripts show and do not run', async () => {
  for (const tab of ['traits', 'identity', 'timeline', 'raw']) {
    await go(page, `/profiles/${profile}?tab=${tab}`);
  }
  await go(page, '/profiles');
  assert.equal(await page.locator('iframe, img[src="x"], svg[onload]').count(), 0);
  assert.deepEqual(page.troubles, []);
});
