import { type KioskConfig, partOf } from './config.ts';

/** A button for the whole screen, where the browser has one to give. */
export function offerFullScreen({ words }: KioskConfig): void {
  const button = partOf('full-screen');
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener('click', () => {
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    // The browser may refuse; the button then still says what there is.
    change.catch(() => undefined);
  });
  document.addEventListener('fullscreenchange', () => {
    button.textContent = document.fullscreenElement ? words.leaveFullScreen : words.fullScreen;
  });
}
