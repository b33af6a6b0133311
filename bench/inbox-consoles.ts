import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { addSession } from '../tests/support/console-page.ts';
import type { ConsoleCaller } from '../tests/support/staff-entry.ts';

/** As the list of the console pauses between two readings. */
const PAUSE_MS = 150;
const WORDS = /mensaje \d+/g;

/** A console that is open on the inbox. Instants are milliseconds since 1970. */
export type WatchedConsole = {
  readonly isPage: boolean;
  /** When each of the messages was first there. */
  readonly shownAt: () => Promise<ReadonlyMap<string, number>>;
  /** The conversations of the list, from the top. */
  readonly rows: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

/** A real page, which notes what appears in it. */
export async function openSeenConsole(
  browser: Browser,
  origin: string,
  { cookie }: ConsoleCaller,
): Promise<WatchedConsole> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: origin });
  await addSession(context, origin, cookie);
  const page = await context.newPage();
  await page.goto('/consola/conversaciones?vista=todas');
  await page.locator('.inbox-rows').waitFor();
  await watch(page);
  return {
    isPage: true,
    shownAt: async () => new Map(await page.evaluate<[string, number][]>('[...globalThis.shownAt]')),
    rows: () =>
      page
        .locator('.inbox-rows a.inbox-link')
        .evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')?.match(/[0-9a-f-]{36}/)?.[0] ?? ''),
        ),
    close: () => context.close(),
  };
}

function watch(page: Page): Promise<void> {
  return page.evaluate(`{
    const shownAt = globalThis.shownAt = new Map();
    const note = () => {
      const now = performance.timeOrigin + performance.now();
      for (const words of document.querySelector('.inbox-rows')?.textContent.match(${WORDS}) ?? []) {
        if (!shownAt.has(words)) shownAt.set(words, now);
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  }`);
}

/** What a page does without drawing it: hears the news, and reads the list when it is told to. */
export class HeardConsole implements WatchedConsole {
  readonly isPage = false;
  readonly #caller: ConsoleCaller;
  readonly #shownAt = new Map<string, number>();
  readonly #leaving = new AbortController();
  readonly #hearing: Promise<void>;
  #rows: readonly string[] = [];
  #isAsked = true;
  #isBusy = false;

  constructor(origin: string, caller: ConsoleCaller) {
    this.#caller = caller;
    this.#hearing = this.#hear(origin).catch(() => undefined);
  }

  shownAt = async (): Promise<ReadonlyMap<string, number>> => this.#shownAt;

  rows = async (): Promise<readonly string[]> => this.#rows;

  async close(): Promise<void> {
    this.#leaving.abort();
    await this.#hearing;
  }

  async #hear(origin: string): Promise<void> {
    const { body } = await fetch(`${origin}/api/v1/events`, {
      headers: { cookie: this.#caller.cookie },
      signal: this.#leaving.signal,
    });
    void this.#read();
    for await (const piece of body ?? []) {
      if (Buffer.from(piece as Uint8Array).includes('conversations')) {
        this.#isAsked = true;
        void this.#read();
      }
    }
  }

  async #read(): Promise<void> {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    while (this.#isAsked) {
      this.#isAsked = false;
      this.#take(await this.#caller.get('/conversations?view=todas&limit=50'));
      await sleep(PAUSE_MS);
    }
    this.#isBusy = false;
  }

  #take(answer: string): void {
    const { items } = JSON.parse(answer) as { items: readonly { readonly id: string }[] };
    this.#rows = items.map(({ id }) => id);
    for (const [words] of answer.matchAll(WORDS)) {
      if (!this.#shownAt.has(words)) {
        this.#shownAt.set(words, Date.now());
      }
    }
  }
}
