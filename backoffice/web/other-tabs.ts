/** What the tabs of a browser tell each other about the session that they share: it is another one, or it was left. */
type TabNews = 'changed' | 'left';

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('vecino-session') : null;

/** Tells the other tabs of this browser; this one does not hear it. */
export function tellOtherTabs(news: TabNews): void {
  channel?.postMessage(news);
}

/** Hears what the other tabs tell, until the returned function is called. */
export function hearOtherTabs(onNews: (news: TabNews) => void): () => void {
  const listener = ({ data }: MessageEvent<TabNews>) => onNews(data);
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}
