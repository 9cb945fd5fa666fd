// A segment from nothing: built by clicking, counted meanwhile, saved, changed by two at once, compared, removed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ask, go, settled, shoot, signedIn } from './browser.mjs';

const NAME = `console-walk-${Date.now()}`;
const DEFINITION = `/api/v1/segments/${NAME}/definition`;

describe('segments', () => {
  let page;
  before(async () => {
    page = await signedIn();
  });
  after(async () => {
    await ask('DELETE', DEFINITION).catch(() => undefined);
    await page?.context().browser().close();
  });

  const live = () => page.getByRole('region', { name: 'Who would be in it' });
  const condition = (at) => page.getByRole('group', { name: `Condition ${at}`, exact: true });
  const members = async () => {
    await settled(page);
    return Number((await live().locator('.serai-figure').textContent()).replace(/\D/g, ''));
  };
  const counted = (fewer) =>
    page.waitForFunction(
      (bound) => {
        const panel = document.querySelector('.serai-counted');
        const figure = panel?.querySelector('.serai-figure');
        return (
          panel?.getAttribute('aria-busy') === 'false' &&
          figure &&
          Number(figure.textContent.replace(/\D/g, '')) < bound
        );
      },
      fewer,
      { timeout: 60_000 },
    );

  test('is built by clicking, and each condition says what it keeps', async () => {
    // Given
    await go(page, '/segments');
    await page.getByRole('link', { name: 'New segment' }).click();
    await settled(page);
    const everybody = await members();
    // When
    await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await condition(1).getByLabel('Trait', { exact: true }).selectOption('country');
    await condition(1).getByLabel('What is asked of country').selectOption('in');
    for (const country of ['DE', 'AT']) {
      await condition(1).getByLabel('Values: add one').fill(country);
      await page.keyboard.press('Enter');
    }
    await counted(everybody);
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await condition(2).getByLabel('Kind of condition').selectOption('event');
    await condition(2).getByLabel('Event', { exact: true }).fill('order_completed');
    await condition(2).getByLabel('When').selectOption('within');
    await counted(everybody);
    // Then
    await page.getByText('Everybody whose country is DE or AT, and who did order_completed').waitFor();
    await settled(page);
    const direct = await ask('POST', '/api/v1/segments/preview', {
      segment: NAME,
      where: {
        all: [
          { trait: 'country', in: ['DE', 'AT'] },
          { event: 'order_completed', within: '90d' },
        ],
      },
    });
    assert.equal(await members(), direct.members);
    const [first, second] = direct.counts.parts;
    assert.match(await condition(1).locator('.serai-count').textContent(), exactly(first));
    assert.match(await condition(2).locator('.serai-count').textContent(), exactly(second));
    await shoot(page, 'segments-built');
    assert.deepEqual(page.troubles, []);
  });

  test('what the hub refuses stands at its condition, with the cure', async () => {
    // When
    await condition(2).getByLabel('Event', { exact: true }).fill('order_complete');
    // Then
    await condition(2).getByText("Did you mean 'order_completed'?").waitFor({ timeout: 30_000 });
    await shoot(page, 'segments-refused');
    // When
    await condition(2).getByLabel('Event', { exact: true }).fill('order_completed');
    // Then
    await condition(2).getByText('Did you mean').waitFor({ state: 'detached', timeout: 60_000 });
    page.troubles.length = 0;
  });

  test('says how many are in other segments too', async () => {
    // When
    await page.getByRole('button', { name: 'Compare with' }).click();
    await page
      .getByRole('menuitem', { name: 'vip' })
      .or(page.getByRole('checkbox', { name: 'vip' }))
      .first()
      .click();
    await page.keyboard.press('Escape');
    // Then
    const overlap = page.getByRole('region', { name: 'Who is in other segments too' });
    await overlap.getByText('are in vip').waitFor({ timeout: 30_000 });
    const where = {
      all: [
        { trait: 'country', in: ['DE', 'AT'] },
        { event: 'order_completed', within: '90d' },
      ],
    };
    const direct = await ask('POST', '/api/v1/segments/preview?overlap=vip', { segment: NAME, where });
    assert.equal(await overlap.locator('strong').textContent(), whole.format(direct.overlaps[0].both));
    assert.match(page.url(), /overlap=vip/);
    await shoot(page, 'segments-overlap');
  });

  test('is moved by the keyboard, and what was done is undone', async () => {
    // When
    await condition(2).getByRole('button', { name: 'Move this condition up' }).press('Enter');
    // Then
    assert.equal(await condition(1).getByLabel('Kind of condition').inputValue(), 'event');
    // When
    await page.getByRole('button', { name: 'Undo' }).click();
    // Then
    assert.equal(await condition(1).getByLabel('Kind of condition').inputValue(), 'trait');
  });

  test('is one and the same as text', async () => {
    // When
    await page.getByRole('tab', { name: 'YAML' }).click();
    const yaml = page.getByRole('textbox', { name: 'The definition as YAML' });
    const text = await yaml.inputValue();
    await yaml.fill(text.replace('- AT', '- CH').replace('AT', 'CH'));
    // Then
    await page.getByText('whose country is DE or CH').waitFor();
    // When
    await yaml.fill(`${await yaml.inputValue()}\n  oops: [`);
    // Then
    await page.getByText('The conditions are as they were').waitFor();
    // When
    await page.getByRole('tab', { name: 'Conditions' }).click();
    await page.getByRole('tab', { name: 'YAML' }).click();
    // Then
    assert.match(await yaml.inputValue(), /oops/);
    await yaml.fill(text);
    await page.getByText('whose country is DE or AT').waitFor();
  });

  test('is saved, and followed from then on', async () => {
    // When
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // Then
    await page.getByRole('heading', { name: NAME, level: 1, exact: true }).waitFor();
    const saved = await ask('GET', DEFINITION);
    assert.equal(saved.stored, true);
    assert.deepEqual(saved.definition.where.all[0], { trait: 'country', in: ['DE', 'AT'] });
  });

  test('shows both versions when somebody else has saved meanwhile, and keeps what is chosen', async () => {
    // Given
    await go(page, `/segments/${NAME}/edit`);
    await ask('PUT', DEFINITION, { segment: NAME, description: 'theirs', where: { trait: 'country', equals: 'DE' } });
    await page.getByLabel('What it is for').fill('mine');
    // When
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // Then
    const dialog = page.getByRole('dialog');
    await dialog.getByText('description: theirs').waitFor();
    await dialog.getByText('description: mine').waitFor();
    await shoot(page, 'segments-conflict');
    // When
    await dialog.getByRole('button', { name: 'Save mine over theirs' }).click();
    // Then
    await page.getByRole('heading', { name: NAME, level: 1, exact: true }).waitFor();
    assert.equal((await ask('GET', DEFINITION)).definition.description, 'mine');
  });

  test('has versions that can be compared, and members with reasons', async () => {
    // When
    await go(page, `/segments/${NAME}?tab=versions`);
    await page.getByLabel('From version', { exact: true }).selectOption('1');
    await page.getByLabel('To version', { exact: true }).selectOption('2');
    // Then
    await page.getByText('description: theirs').waitFor();
    await shoot(page, 'segments-versions');
    // When
    await go(page, '/segments/vip?tab=members');
    await page
      .getByRole('button', { name: /^Explain profile/ })
      .first()
      .click();
    // Then
    await page.getByRole('dialog').getByText('holds').first().waitFor();
    await shoot(page, 'segments-explained');
  });

  test('has its screen, whatever it is called', async () => {
    // Given
    const definition = '/api/v1/segments/new/definition';
    await ask('PUT', definition, { segment: 'new', where: { trait: 'country', equals: 'DE' } });
    // When
    await go(page, '/segments');
    await page.getByRole('link', { name: 'new', exact: true }).click();
    // Then
    await page.getByRole('heading', { name: 'new', level: 1, exact: true }).waitFor();
    await ask('DELETE', definition);
  });

  test('is removed by who types its name', async () => {
    // When
    await go(page, `/segments/${NAME}`);
    await page.getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByRole('button', { name: 'Remove' }).isDisabled(), true);
    await dialog.getByLabel(`Type ${NAME} to go on`).fill(NAME);
    await dialog.getByRole('button', { name: 'Remove' }).click();
    // Then
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor();
    await assert.rejects(ask('GET', DEFINITION), /404/);
  });
});

const whole = new Intl.NumberFormat('en');
const exactly = ({ profiles, left }) => new RegExp(`^${whole.format(profiles)} → ${whole.format(left)}$`);
