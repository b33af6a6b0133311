type Attributes = Readonly<Record<string, string>>;

/** Makes an element. Texts are only ever texts: nothing here reads markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A button with a visible text. */
export function makeButton(
  text: string,
  onPress: (() => void) | null = null,
  attributes: Attributes = {},
): HTMLButtonElement {
  const button = make('button', { type: 'button', ...attributes }, text);
  button.onclick = onPress;
  return button;
}

/** A button with a sign or a picture, and its name for those who do not see it or do not know it. */
export function makeIconButton(name: string, sign: string | Node, onPress?: () => void): HTMLButtonElement {
  const button = makeButton('', onPress, { class: 'icon', 'aria-label': name, title: name });
  button.append(sign);
  return button;
}

/** A picture drawn by a path; always beside a name for those who do not see it. */
export function makeIcon(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const shape = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/** Puts this in place of whatever an element holds. */
export function fill(element: Element, ...content: (Node | string)[]): void {
  element.textContent = '';
  element.append(...content);
}
