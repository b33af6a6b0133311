import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import sharp from 'sharp';
import type { StaffRole } from '../../domain/people/roles.ts';
import { createTranslate } from '../../locales/translate.ts';
import { Program, runProgram } from '../bot/program.ts';
import { launchWholeBrowser } from '../support/browser.ts';
import { totpCode, totpStepAt } from '../support/totp.ts';
import { MANUAL_PAGES, type ManualPage } from './manual-pages.ts';

const IMAGES = path.join(import.meta.dirname, '../../docs/img');
const PICTURES = path.join(IMAGES, 'manual');
/** The picture that the README shows of the console. */
const FRONT = { name: 'pqrs', file: path.join(IMAGES, 'consola.png') };
const NEW_PASSWORD = 'cuatro palabras para el manual';
const PQRS = '400';
const SIZE = { width: 1280, height: 800 };
const PATIENCE_MS = 15_000;
const MAX_BYTES = 150_000;

const t = createTranslate('es-CO');

/** Takes the pictures of the manual from the program with demo data: `npm run manual`. Ends with 1 and says which page is missing. */
async function takePictures(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vecino-manual-'));
  const settings = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', WHATSAPP: 'off' };
  const seeded = await runProgram('bot/seed-demo.ts', ['--pqrs', PQRS], settings);
  if (seeded.code !== 0) {
    throw new Error(`there is no demo data: ${seeded.stderr}`);
  }
  const program = new Program('bot/main.ts', [], settings);
  const browser = await launchWholeBrowser();
  try {
    const [origin] = await program.says(/http:\/\/127\.0\.0\.1:\d+/);
    await mkdir(PICTURES, { recursive: true });
    for (const role of new Set(MANUAL_PAGES.map((page) => page.role))) {
      const context = await openBrowser(browser, origin);
      if (role !== null) {
        await signIn(context, origin, { role, password: passwordOf(role, seeded.stdout) });
      }
      for (const page of MANUAL_PAGES.filter((each) => each.role === role)) {
        await takePicture(context, origin, page);
      }
      await context.close();
    }
  } finally {
    await browser.close();
    await program.interrupt();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The password that seeding printed for a role. */
function passwordOf(role: StaffRole, printed: string): string {
  const line = printed.split('\n').find((each) => each.startsWith(`${role}@`));
  const password = line?.split('\t')[1];
  if (password === undefined) {
    throw new Error(`the demo has nobody with the role ${role}`);
  }
  return password;
}

/** A browser of its own for one colleague, or for nobody. */
function openBrowser(browser: Browser, origin: string): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: origin,
    viewport: SIZE,
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
}

type Colleague = { readonly role: StaffRole; readonly password: string };

/** Enters with a password of one's own and with the second factor that administrators must have. */
async function signIn(
  { request }: BrowserContext,
  origin: string,
  { role, password }: Colleague,
): Promise<void> {
  const post = async (url: string, data: object) => {
    const answer = await request.post(`/api/v1${url}`, { data, headers: { origin } });
    if (!answer.ok()) {
      throw new Error(`${url} answered ${answer.status()}: ${await answer.text()}`);
    }
    return answer.text().then((text) => (text === '' ? {} : JSON.parse(text)));
  };
  await post('/session', { email: `${role}@demo.invalid`, password });
  await post('/account/password', { current: password, password: NEW_PASSWORD });
  if (role === 'admin') {
    const { secret } = await post('/account/second-factor', { password: NEW_PASSWORD });
    await post('/account/second-factor/confirm', { code: totpCode(secret, totpStepAt(new Date())) });
  }
}

async function takePicture(context: BrowserContext, origin: string, page: ManualPage): Promise<void> {
  const { name, arrange, isWhole = false } = page;
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE_MS);
  try {
    await tab.goto(origin + page.path);
    await tab.locator('main h1').first().waitFor();
    if ((await tab.getByRole('heading', { name: t('console.frame.missing') }).count()) > 0) {
      throw new Error('there is no such page');
    }
    await arrange?.(tab);
    await tab.mouse.move(0, 0);
    await tab.evaluate('scrollTo(0, 0)');
    await tab.evaluate('document.fonts.ready.then(() => true)');
    await save(await tab.screenshot({ fullPage: isWhole, animations: 'disabled', caret: 'hide' }), name);
  } catch (error) {
    throw new Error(`the picture ${name} of ${page.path} cannot be taken`, { cause: error });
  }
  await tab.close();
}

/** With few colours, as a screen has, a picture is a quarter of what it was. */
async function save(picture: Buffer, name: string): Promise<void> {
  const files = [path.join(PICTURES, `${name}.png`), ...(name === FRONT.name ? [FRONT.file] : [])];
  for (const file of files) {
    await sharp(picture).png({ palette: true, effort: 10 }).toFile(file);
    const { size } = await stat(file);
    if (size > MAX_BYTES) {
      throw new Error(`it has ${size} bytes`);
    }
  }
}

try {
  await takePictures();
  process.stdout.write(`${MANUAL_PAGES.length} pictures in docs/img/manual\n`);
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  const cause =
    error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message.split('\n')[0]})` : '';
  process.stderr.write(`${words}${cause}\n`);
  process.exitCode = 1;
}
