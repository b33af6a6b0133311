/** What the page tells the script. */
export type KioskConfig = {
  readonly idleSeconds: number;
  readonly warningSeconds: number;
  readonly widgetPath: string;
  /** The letters that begin every radicado of the entity. */
  readonly radicadoPrefix: string;
  readonly words: Readonly<
    Record<'fullScreen' | 'leaveFullScreen' | 'left' | 'cleared' | 'noNetwork' | 'waiting' | 'failed', string>
  >;
};

/** The settings that the page carries as JSON. */
export function readKioskConfig(): KioskConfig {
  return JSON.parse(partOf('kiosco-config').textContent ?? '') as KioskConfig;
}

/** An element that the server has drawn. */
export function partOf<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no ${id}`);
  }
  return found as Kind;
}
