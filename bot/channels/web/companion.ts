import path from 'node:path';
import { fileURLToPath } from 'node:url';

const WIDGET = new URL('./static/widget.js', import.meta.url);

/** Where the build leaves what belongs to the widget: in the widget's own folder. */
export function companionOf(widgetPath: string | URL = WIDGET, name: string): string {
  const file = widgetPath instanceof URL ? fileURLToPath(widgetPath) : widgetPath;
  return path.join(path.dirname(file), name);
}
