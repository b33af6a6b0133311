import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffRole } from '../../domain/people/roles.ts';
import {
  type Colleague,
  type ConsoleFixture,
  freshCode,
  send,
  signInAs,
  t,
} from '../backoffice/console-fixture.ts';
import { type ConsoleInBrowser, findProblems, openConsoleInBrowser } from '../support/console-page.ts';
import { totpCode, totpStepAt } from '../support/totp.ts';

/** The whole way in and about the team, each test one page that walks through the states. */

const PASSWORD = 'girasol tranvia cuaderno';

let opened: ConsoleInBrowser;
let fixture: ConsoleFixture;
/** Who reads the audit once everything has happened. */
let auditor: { readonly page: Page } | undefined;
beforeAll(async () => {
  opened = await openConsoleInBrowser();
  fixture = opened.fixture;
});
afterAll(() => opened.close());

async function openPage(
  role: StaffRole | null = null,
): Promise<{ page: Page; context: BrowserContext; problems: string[] }> {
  const page = await opened.open(role);
  page.setDefaultTimeout(15_000);
  return { page, context: page.context(), problems: [] };
}

/** Looks at the page as it stands, in every width and both colours. */
async function look(page: Page, problems: string[], state: string): Promise<void> {
  const found = await findProblems(page);
  problems.push(...found.map((finding) => `${state}, ${finding}`));
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function typePassword(page: Page, { email, password }: { email: string; password: string }) {
  await page.getByLabel(t('console.signIn.email')).fill(email);
  await page.getByLabel(t('console.signIn.password'), { exact: true }).fill(password);
  await button(page, t('console.signIn.submit')).click();
}

async function enter(page: Page, colleague: Colleague, path = '/consola/cuenta'): Promise<void> {
  await page.goto(path);
  await typePassword(page, colleague);
  if (colleague.secret !== '') {
    await page
      .getByLabel(t('console.sign-in.code'), { exact: true })
      .fill(await freshCode(fixture, colleague));
    await button(page, t('console.signIn.submit')).click();
  }
}

async function recoveryCodesOn(page: Page): Promise<readonly string[]> {
  await page.getByRole('list', { name: t('console.account.recoveryCodes') }).waitFor();
  return page.locator('.recovery-codes li').allTextContents();
}

/** Fills the form of an invitation and returns the address that it shows. */
async function invite(page: Page, person: { name: string; email: string; role: string }): Promise<URL> {
  await page.getByLabel(t('console.staff.name'), { exact: true }).fill(person.name);
  await page.getByLabel(t('console.staff.email'), { exact: true }).fill(person.email);
  await page.getByLabel(t('console.staff.role'), { exact: true }).selectOption(person.role);
  await button(page, t('console.staff.inviteSubmit')).click();
  return new URL(await page.getByLabel(t('console.staff.link'), { exact: true }).inputValue());
}

test('wrong password, wrong code and then the right ones: told in words, and what was typed stays', async () => {
  const { page, context, problems } = await openPage();
  const admin = await fixture.createStaff('admin');
  await page.goto('/consola/personal');
  await heading(page, t('console.signIn.title')).waitFor();
  await page.getByText(t('console.sign-in.forgotHow')).waitFor();
  await look(page, problems, 'sign-in');

  await typePassword(page, { email: admin.email, password: 'una-clave-equivocada' });
  await page.getByRole('alert').getByText(t('console.errors.sign-in-refused')).waitFor();
  expect(await page.getByLabel(t('console.signIn.email')).inputValue()).toBe(admin.email);
  await look(page, problems, 'refused');

  await typePassword(page, admin);
  const code = page.getByLabel(t('console.sign-in.code'), { exact: true });
  expect(await code.getAttribute('autocomplete')).toBe('one-time-code');
  await look(page, problems, 'code');
  await code.fill('000000');
  await button(page, t('console.signIn.submit')).click();
  await page.getByRole('alert').getByText(t('console.errors.second-factor-refused')).waitFor();
  await code.fill(await freshCode(fixture, admin));
  await button(page, t('console.signIn.submit')).click();
  await heading(page, t('console.staff.title')).waitFor();
  expect(new URL(page.url()).pathname).toBe('/consola/personal');
  await context.close();

  expect(problems).toEqual([]);
});

test('who lost the phone comes in with a recovery code', async () => {
  const { page, context, problems } = await openPage();
  const admin = await fixture.createStaff('admin');
  await page.goto('/consola/cuenta');
  await typePassword(page, admin);
  await page.getByRole('button', { name: t('console.sign-in.useRecovery') }).click();
  await look(page, problems, 'recovery code');
  await page.getByLabel(t('console.sign-in.recovery'), { exact: true }).fill(admin.recoveryCodes[0] ?? '');
  await button(page, t('console.signIn.submit')).click();
  await page.getByText(t('console.account.recoveryLeft', { count: 9 })).waitFor();
  await context.close();
  expect(problems).toEqual([]);
});

test('after five wrong passwords the right one is refused in the same words', async () => {
  const { page, context } = await openPage();
  const colleague = await fixture.createStaff('pqrs');
  await page.goto('/consola/entrar');
  const statusOf = async (password: string) => {
    const answered = page.waitForResponse((response) => response.url().endsWith('/session'));
    await typePassword(page, { ...colleague, password });
    return (await answered).status();
  };
  await heading(page, t('console.signIn.title')).waitFor();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect(await statusOf(`una-clave-equivocada-${attempt}`)).toBe(401);
  }
  expect(await statusOf(colleague.password)).toBe(401);
  await page.getByRole('alert').getByText(t('console.errors.sign-in-refused')).waitFor();
  await context.close();
});

test('an invited admin chooses a password, sets up the phone, keeps the codes and is in; the link works once', async () => {
  const { page, context, problems } = await openPage('admin');
  await page.goto('/consola/personal');
  await button(page, t('console.staff.invite')).click();
  const link = await invite(page, { name: 'Luz Marina Díaz', email: 'luz@essmar.test', role: 'admin' });
  await button(page, t('console.staff.linkDone')).click();
  await page.getByText('luz@essmar.test').waitFor();
  await context.close();

  const invited = await openPage();
  await invited.page.goto(`${link.pathname}${link.hash}`);
  await heading(invited.page, t('console.invitation.title')).waitFor();
  expect(invited.page.url()).toBe(`${opened.address}${link.pathname}`);
  await look(invited.page, problems, 'invitation');
  const password = invited.page.getByLabel(t('console.signIn.password'), { exact: true });
  await password.fill('Colombia2026!');
  await button(invited.page, t('console.invitation.submit')).click();
  await invited.page.getByText(t('errors.password-common')).waitFor();
  await password.fill(PASSWORD);
  await button(invited.page, t('console.invitation.submit')).click();
  const secret = (await invited.page.locator('.factor-secret').textContent())?.replaceAll(' ', '') ?? '';
  await look(invited.page, problems, 'scan');
  await invited.page
    .getByLabel(t('console.account.confirmCode'), { exact: true })
    .fill(totpCode(secret, totpStepAt(fixture.time.now)));
  await button(invited.page, t('console.account.confirm')).click();
  expect(await recoveryCodesOn(invited.page)).toHaveLength(10);
  await look(invited.page, problems, 'recovery codes');
  await button(invited.page, t('console.account.recoverySaved')).click();
  await invited.page.getByRole('navigation').first().waitFor();
  await invited.context.close();

  const late = await openPage();
  await late.page.goto(`${link.pathname}${link.hash}`);
  await heading(late.page, t('console.invitation.notValid')).waitFor();
  await look(late.page, problems, 'used link');
  await late.context.close();
  expect(problems).toEqual([]);
});

test('a link that has expired says so as a used one does', async () => {
  const { page, context, problems } = await openPage('admin');
  await page.goto('/consola/personal');
  await button(page, t('console.staff.invite')).click();
  await look(page, problems, 'inviting');
  const link = await invite(page, { name: 'Juan Soto', email: 'juan@essmar.test', role: 'pqrs' });
  await look(page, problems, 'link');
  await context.close();
  await fixture.db.staffInvitation.updateMany({ data: { expiresAt: new Date('2020-01-01') } });

  const late = await openPage();
  await late.page.goto(`${link.pathname}${link.hash}`);
  await heading(late.page, t('console.invitation.notValid')).waitFor();
  await late.context.close();
  expect(problems).toEqual([]);
});

test('a newcomer changes the password they were given and is in', async () => {
  const { page, context, problems } = await openPage();
  const newcomer = await fixture.createNewcomer('pqrs');
  await page.goto('/consola/cuenta');
  await typePassword(page, newcomer);
  await heading(page, t('console.sign-in.newPasswordTitle')).waitFor();
  await look(page, problems, 'new password');
  await page.getByLabel(t('console.account.newPassword'), { exact: true }).fill(PASSWORD);
  await button(page, t('console.account.changePassword')).click();

  await heading(page, t('console.account.title')).waitFor();
  await look(page, problems, 'account without a second factor');
  await context.close();
  expect(problems).toEqual([]);
});

test('a session ended in another browser is out at its next step; passwords and codes are renewed', async () => {
  const colleague = await fixture.createStaff('admin');
  const [here, there] = [await openPage(), await openPage()];
  await enter(there.page, colleague);
  await heading(there.page, t('console.account.title')).waitFor();
  await enter(here.page, colleague);
  await here.page.getByText(t('console.account.thisSession')).waitFor();
  await look(here.page, here.problems, 'account');

  await button(here.page, t('console.account.endOthers')).click();
  await here.page.getByText(t('console.account.othersEnded')).waitFor();
  await there.page.goto('/consola/cuenta');
  await heading(there.page, t('console.signIn.title')).waitFor();
  await there.context.close();

  await button(here.page, t('console.account.recoveryRenew')).click();
  const dialog = here.page.getByRole('dialog');
  await dialog.getByLabel(t('console.account.currentPassword'), { exact: true }).fill(colleague.password);
  await dialog
    .getByLabel(t('console.account.proofCode'), { exact: true })
    .fill(await freshCode(fixture, colleague));
  await look(here.page, here.problems, 'proof');
  await dialog.getByRole('button', { name: t('console.account.recoveryRenew') }).click();
  const codes = await recoveryCodesOn(here.page);
  expect(codes).toHaveLength(10);
  expect(codes).not.toContain(colleague.recoveryCodes[0]);
  await here.context.close();
  expect(here.problems).toEqual([]);
});

/** Two colleagues who can stand in for each other. */
async function twoColleagues(names: readonly [string, string]): Promise<readonly [Colleague, Colleague]> {
  const two = [await fixture.createStaff('pqrs'), await fixture.createStaff('pqrs')] as const;
  for (const [index, { id }] of two.entries()) {
    await fixture.db.staffUser.update({ where: { id }, data: { name: names[index] ?? '' } });
  }
  return two;
}

async function choose(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: t('console.staff.actionsOf', { name }) }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('an absence begins, keeps the substitute in the team, and ends before time', async () => {
  const { page, context, problems } = await openPage('admin');
  const [ana, luis] = await twoColleagues(['Ana Absent', 'Luis Substitute']);
  await page.goto('/consola/personal');

  await button(page, t('console.absence.record')).click();
  await page.getByLabel(t('console.absence.who'), { exact: true }).selectOption(ana.id);
  await page.getByLabel(t('console.absence.substitute'), { exact: true }).selectOption(luis.id);
  await page.getByLabel(t('console.absence.toOn'), { exact: true }).fill('2026-11-30');
  await look(page, problems, 'recording an absence');
  await button(page, t('console.absence.submit')).click();
  await page.getByText(t('console.absence.current'), { exact: true }).waitFor();
  await look(page, problems, 'an absence');
  await choose(page, 'Luis Substitute', t('console.staff.deactivate'));
  await button(page, t('console.staff.deactivateYes')).click();
  await page.getByRole('dialog').getByText(t('errors.staff-is-substitute')).waitFor();
  await button(page, t('console.frame.cancel')).click();

  await button(page, t('console.absence.endOf', { name: 'Ana Absent' })).click();
  await button(page, t('console.absence.endYes')).click();
  await page.getByText(t('console.absence.ended')).waitFor();
  await page.getByText(t('console.absence.over'), { exact: true }).waitFor();
  await context.close();
  expect(problems).toEqual([]);
});

test('the team: one gets another role, and one leaves and comes back', async () => {
  const { page, context, problems } = await openPage('admin');
  const [rosa, juan] = await twoColleagues(['Rosa Role', 'Juan Leaves']);
  await page.goto('/consola/personal');

  await choose(page, 'Rosa Role', t('console.staff.edit'));
  await page.getByLabel(t('console.staff.role'), { exact: true }).selectOption('comite');
  await look(page, problems, 'editing');
  await button(page, t('console.frame.save')).click();
  await page.getByText(t('console.staff.changed')).waitFor();
  await choose(page, 'Juan Leaves', t('console.staff.deactivate'));
  await button(page, t('console.staff.deactivateYes')).click();
  await page.getByText(t('console.staff.state.inactive'), { exact: true }).waitFor();
  const gone = await fixture.db.staffUser.findUniqueOrThrow({ where: { id: juan.id } });
  await choose(page, 'Juan Leaves', t('console.staff.reactivate'));
  await page.getByText(t('console.staff.reactivated', { name: 'Juan Leaves' })).waitFor();
  await context.close();

  const { role } = await fixture.db.staffUser.findUniqueOrThrow({ where: { id: rosa.id } });
  expect([role, gone.deactivatedAt]).toEqual(['comite', expect.any(Date)]);
  expect(problems).toEqual([]);
});

test('of two who edit one colleague the slower one is told how it stands now, and keeps what was typed', async () => {
  const { page, context, problems } = await openPage('admin');
  const [{ id }] = await twoColleagues(['Vera Version', 'Otto Other']);
  await page.goto('/consola/personal');
  await choose(page, 'Vera Version', t('console.staff.edit'));
  const name = page.getByRole('dialog').getByLabel(t('console.staff.name'), { exact: true });
  await name.fill('Vera V.');
  await send(fixture, 'PUT', `/staff/${id}`, {
    cookie: await signInAs(fixture, 'admin'),
    body: { version: 1, name: 'Vera Version', role: 'comite' },
  });

  await button(page, t('console.frame.save')).click();
  const conflict = page.getByRole('alert').filter({ hasText: t('console.staff.conflict.title') });
  await conflict.getByText(t('console.staff.conflict.who', { who: 'Ana Ruiz' })).waitFor();
  const now = { name: 'Vera Version', role: t('console.role.comite') };
  await conflict.getByText(t('console.staff.conflict.now', now)).waitFor();
  await look(page, problems, 'conflict');
  expect(await name.inputValue()).toBe('Vera V.');
  await button(page, t('console.frame.save')).click();
  await page.getByText(t('console.staff.changed')).waitFor();
  await context.close();

  const stored = await fixture.db.staffUser.findUniqueOrThrow({ where: { id } });
  expect(stored).toMatchObject({ name: 'Vera V.', role: 'pqrs', version: 3 });
  expect(problems).toEqual([]);
});

test('who forgot the password gets a link from an admin, chooses another one, and still shows the phone', async () => {
  const { page, context, problems } = await openPage('admin');
  const forgetful = await fixture.createStaff('admin');
  await fixture.db.staffUser.update({ where: { id: forgetful.id }, data: { name: 'Olga Olvido' } });
  await page.goto('/consola/personal');
  await choose(page, 'Olga Olvido', t('console.staff.passwordLink'));
  const shown = page.getByLabel(t('console.staff.link'), { exact: true });
  const link = new URL(await shown.inputValue());
  await context.close();

  const there = await openPage();
  await there.page.goto(`${link.pathname}${link.hash}`);
  await heading(there.page, t('console.password-link.title')).waitFor();
  expect(there.page.url()).toBe(`${opened.address}${link.pathname}`);
  await there.page.getByLabel(t('console.account.newPassword'), { exact: true }).fill(PASSWORD);
  await look(there.page, problems, 'choosing');
  await button(there.page, t('console.password-link.submit')).click();
  const code = there.page.getByLabel(t('console.sign-in.code'), { exact: true });
  await code.fill(await freshCode(fixture, forgetful));
  await button(there.page, t('console.signIn.submit')).click();
  await there.page.getByRole('navigation').first().waitFor();
  await there.context.close();

  const late = await openPage();
  await late.page.goto(`${link.pathname}${link.hash}`);
  await late.page.getByText(t('console.password-link.notValidHow')).waitFor();
  await late.context.close();
  expect(problems).toEqual([]);
});

const ended = (page: Page) => page.getByRole('dialog', { name: t('console.session.ended') });

const endSessionsOf = ({ id }: Colleague) => fixture.db.staffSession.deleteMany({ where: { userId: id } });

/** Enters in the dialog over the page. */
async function enterAgain(page: Page, colleague: Colleague): Promise<void> {
  const dialog = ended(page);
  await dialog.getByLabel(t('console.signIn.email')).fill(colleague.email);
  await dialog.getByLabel(t('console.signIn.password'), { exact: true }).fill(colleague.password);
  await dialog.getByRole('button', { name: t('console.signIn.submit') }).click();
  const code = dialog.getByLabel(t('console.sign-in.code'), { exact: true });
  await code.fill(await freshCode(fixture, colleague));
  await dialog.getByRole('button', { name: t('console.signIn.submit') }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a session that ends while one types is opened again over the page: nothing is lost, nothing is sent twice', async () => {
  const { page, context, problems } = await openPage();
  const admin = await fixture.createStaff('admin');
  await enter(page, admin, '/consola/personal');
  await button(page, t('console.staff.invite')).click();
  const inviting = page.getByRole('dialog', { name: t('console.staff.inviteTitle') });
  const name = inviting.getByLabel(t('console.staff.name'), { exact: true });
  await name.fill('Nora Vega');
  await inviting.getByLabel(t('console.staff.email'), { exact: true }).fill('nora@essmar.test');
  await inviting.getByLabel(t('console.staff.role'), { exact: true }).selectOption('pqrs');

  await endSessionsOf(admin);
  await button(page, t('console.staff.inviteSubmit')).click();
  await ended(page).waitFor();
  const email = ended(page).getByLabel(t('console.signIn.email'));
  expect(await email.inputValue()).toBe(admin.email);
  await look(page, problems, 'session ended');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await enterAgain(page, admin);
  await page.getByText(t('console.session.back')).waitFor();

  expect(await name.inputValue()).toBe('Nora Vega');
  expect(await fixture.db.staffUser.count({ where: { email: 'nora@essmar.test' } })).toBe(0);
  await button(page, t('console.staff.inviteSubmit')).click();
  await page.getByLabel(t('console.staff.link'), { exact: true }).waitFor();
  await context.close();
  expect(await fixture.db.staffUser.count({ where: { email: 'nora@essmar.test' } })).toBe(1);
  expect(problems).toEqual([]);
});

test('whoever else enters there finds the page anew, without what was typed; the way out leads to the sign-in', async () => {
  const { page, context } = await openPage();
  const [admin, other] = [await fixture.createStaff('admin'), await fixture.createStaff('admin')];
  await fixture.db.staffUser.update({ where: { id: other.id }, data: { name: 'Otra Persona' } });
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  const persona = page.getByLabel(t('console.settings.assistantName'), { exact: true });
  const change = async (words: string, by: Colleague) => {
    await persona.fill(words);
    await endSessionsOf(by);
    await button(page, t('console.frame.save')).click();
    await ended(page).waitFor();
  };
  await enter(page, admin, '/consola/ajustes/entidad?seccion=assistant');
  await persona.fill('Secreta');
  await page
    .getByRole('navigation')
    .first()
    .getByRole('link', { name: t('console.staff.title') })
    .click();
  await page.getByRole('dialog', { name: t('console.frame.leaveAsk') }).waitFor();
  await button(page, t('console.frame.leaveNo')).click();
  await change('Secreta', admin);

  await enterAgain(page, other);
  await page.getByRole('button', { name: t('console.frame.account', { name: 'Otra Persona' }) }).waitFor();
  expect(await persona.inputValue()).not.toBe('Secreta');
  expect(await page.evaluate<string>('JSON.stringify({ ...sessionStorage })')).not.toContain('Secreta');

  await change('Otra', other);
  await ended(page)
    .getByRole('button', { name: t('console.sign-in.leave') })
    .click();
  await heading(page, t('console.signIn.title')).waitFor();
  expect(new URL(page.url()).searchParams.get('volver')).toBe('/ajustes/entidad?seccion=assistant');
  await context.close();
  expect(asked).toEqual([]);
});

test('whoever signs out in one tab has left the other one as well', async () => {
  const { page, context } = await openPage();
  await enter(page, await fixture.createStaff('pqrs'));
  await heading(page, t('console.account.title')).waitFor();
  const tab = await context.newPage();
  await tab.goto('/consola/cuenta');
  await tab.getByRole('button', { name: t('console.frame.account', { name: 'Ana Ruiz' }) }).click();
  await tab.getByRole('menuitem', { name: t('console.signOut') }).click();

  await heading(page, t('console.signIn.title')).waitFor();
  await heading(tab, t('console.signIn.title')).waitFor();
  await context.close();
});

test.each([
  'staff.signed-in',
  'staff.sign-in-locked',
  'staff.recovery-code-used',
  'staff.invited',
  'staff.invitation-redeemed',
  'staff.second-factor-enabled',
  'staff.password-changed',
  'staff.password-link-made',
  'staff.password-chosen',
  'staff.changed',
  'staff.deactivated',
  'staff.reactivated',
  'staff.other-sessions-ended',
  'absence.recorded',
  'absence.ended',
] as const)('the audit tells what was done before: %s', async (action) => {
  auditor ??= await openPage('control-interno');
  await auditor.page.goto(`/consola/auditoria?accion=${action}`);

  await auditor.page
    .locator('tbody tr')
    .first()
    .getByText(t(`console.audit.action.${action}`))
    .waitFor();
});
