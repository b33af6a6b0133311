import { type BinaryNode, getAllBinaryNodeChildren, getBinaryNodeChild } from '@whiskeysockets/baileys';

/** A stanza without the `content: undefined` that the strict types refuse. */
export function stanza(
  tag: string,
  attrs: Record<string, string>,
  content?: BinaryNode['content'],
): BinaryNode {
  return content === undefined ? { tag, attrs } : { tag, attrs, content };
}

/** The attribute of a stanza. Throws when it is absent: the client broke the protocol. */
export function attr(node: BinaryNode, name: string): string {
  const value = node.attrs[name];
  if (value === undefined) {
    throw new Error(`<${node.tag}> without ${name}`);
  }
  return value;
}

/** The first child with this tag. Throws when there is none. */
export function child(node: BinaryNode, tag: string): BinaryNode {
  const found = getBinaryNodeChild(node, tag);
  if (!found) {
    throw new Error(`<${node.tag}> without <${tag}>`);
  }
  return found;
}

/** The children of a stanza; none when its content is bytes or text. */
export function childrenOf(node: BinaryNode | undefined): readonly BinaryNode[] {
  return node ? getAllBinaryNodeChildren(node) : [];
}

/** The bytes inside a child. Throws when they are missing. */
export function bytesIn(node: BinaryNode, tag: string): Buffer {
  const { content } = child(node, tag);
  if (!(content instanceof Uint8Array)) {
    throw new Error(`<${tag}> carries no bytes`);
  }
  return Buffer.from(content);
}
