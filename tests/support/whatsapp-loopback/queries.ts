import { randomBytes } from 'node:crypto';
import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidEncode,
  jidNormalizedUser,
  KEY_BUNDLE_TYPE,
  S_WHATSAPP_NET,
} from '@whiskeysockets/baileys';
import { type Account, type Device, lidJid, type PublishedKey, phoneJid, shownJid } from './accounts.ts';
import type { Connection } from './connection.ts';
import type { Core } from './core.ts';
import type { Delivery } from './delivery.ts';
import { attr, bytesIn, child, childrenOf, stanza } from './stanza.ts';

type Query = {
  readonly connection: Connection;
  readonly account: Account;
  readonly device: Device;
  readonly node: BinaryNode;
  /** The first child of the iq: what is asked. */
  readonly asked: BinaryNode;
};

type Answer = readonly BinaryNode[] | { readonly error: string };

type Parts = { readonly core: Core; readonly delivery: Delivery; readonly mediaHost: string | null };

/** When a device has this many one-time keys left, it is told so. */
const FEW_PRE_KEYS = 4;
const MAX_MEDIA_BYTES = '104857600';
const NOT_FOUND = { error: '404' } as const;
const PRIVACY = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd'];

/** Answers the questions of logged-in clients, by namespace, type and first child. */
export class Queries {
  readonly #parts: Parts;
  readonly #answers: Readonly<Record<string, (query: Query) => Answer>>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#answers = {
      'encrypt/get/count': (query) => [stanza('count', { value: String(countOfPreKeys(query.device)) })],
      'encrypt/get/digest': () => [stanza('digest', {})],
      'encrypt/get/key': (query) => this.#bundles(query),
      'encrypt/set/registration': (query) => register(query),
      'encrypt/set/rotate': (query) => rotate(query),
      'passive/set/active': (query) => this.#activate(query),
      'passive/set/passive': (query) => {
        query.connection.isActive = false;
        return [];
      },
      'w:p/get/ping': () => [],
      'abt/get/props': () => [stanza('props', { protocol: '1', hash: 'loopback' }, [])],
      'blocklist/get/': () => [stanza('list', {})],
      'privacy/get/privacy': () => [
        stanza(
          'privacy',
          {},
          PRIVACY.map((name) => stanza('category', { name, value: 'all' })),
        ),
      ],
      'privacy/set/tokens': (query) => this.#issueTokens(query),
      'usync/get/usync': (query) => this.#synchronise(query),
      'w:m/set/media_conn': () => this.#mediaConnection(),
      'w:g2/get/query': () => NOT_FOUND,
      'w:sync:app:state/set/sync': (query) => [appState(query.asked)],
      'w:profile:picture/get/picture': () => NOT_FOUND,
      'w:stats/set/add': () => [],
      'urn:xmpp:whatsapp:dirty/set/clean': () => [],
    };
  }

  answer(query: Query): void {
    const { xmlns = '', type = '', id = '' } = query.node.attrs;
    const name = `${xmlns}/${type}/${query.asked.tag}`;
    const answer = this.#answers[name]?.(query) ?? this.#unhandled(name);
    const reply =
      'error' in answer
        ? stanza('iq', { from: S_WHATSAPP_NET, type: 'error', id }, [
            stanza('error', { code: answer.error, text: 'loopback' }),
          ])
        : stanza('iq', { from: S_WHATSAPP_NET, type: 'result', id }, [...answer]);
    query.connection.send(reply);
    if (name === 'passive/set/active') {
      this.#parts.delivery.flush(query.account, query.device);
    }
  }

  #unhandled(name: string): Answer {
    this.#parts.core.counters.unhandled.push(name);
    return { error: '501' };
  }

  #activate({ connection }: Query): Answer {
    connection.isActive = true;
    return [];
  }

  #bundles({ asked }: Query): Answer {
    return [
      stanza(
        'list',
        {},
        getBinaryNodeChildren(asked, 'user').map((user) => this.#bundle(attr(user, 'jid'))),
      ),
    ];
  }

  #bundle(jid: string): BinaryNode {
    const found = this.#parts.core.accounts.find(jid);
    const device = found?.account.devices.get(found.device);
    if (!found || !device?.bundle) {
      return stanza('user', { jid }, [stanza('error', { code: '404', text: 'item-not-found' })]);
    }
    const { registration, identity, signedPreKey } = device.bundle;
    const oneTime = this.#takePreKey(found.account, device);
    return stanza('user', { jid, t: this.#parts.core.now() }, [
      stanza('registration', {}, registration),
      stanza('type', {}, KEY_BUNDLE_TYPE),
      stanza('identity', {}, identity),
      keyNode('skey', signedPreKey),
      ...(oneTime ? [keyNode('key', oneTime)] : []),
    ]);
  }

  #takePreKey(account: Account, device: Device): PublishedKey | null {
    const [first] = device.preKeys;
    if (!first) {
      return null;
    }
    device.preKeys.delete(first[0]);
    if (device.preKeys.size === FEW_PRE_KEYS) {
      const { core, delivery } = this.#parts;
      const attrs = { type: 'encrypt', from: S_WHATSAPP_NET, id: core.newId(), t: core.now() };
      const count = stanza('count', { value: String(FEW_PRE_KEYS) });
      delivery.other(account, stanza('notification', attrs, [count]), device);
    }
    return first[1];
  }

  #issueTokens({ account, asked }: Query): Answer {
    const { core, delivery } = this.#parts;
    for (const { attrs } of getBinaryNodeChildren(asked, 'token')) {
      const { jid = '', t = core.now() } = attrs;
      const to = core.accounts.find(jid)?.account;
      if (to) {
        const token = { jid: phoneJid(to), t, type: 'trusted_contact' };
        const about = { from: shownJid(account), sender_lid: lidJid(account) };
        delivery.other(
          to,
          stanza('notification', { type: 'privacy_token', id: core.newId(), t: core.now(), ...about }, [
            stanza('tokens', {}, [stanza('token', token, randomBytes(16))]),
          ]),
        );
      }
    }
    return [];
  }

  #synchronise({ asked }: Query): Answer {
    const protocols = childrenOf(child(asked, 'query')).map(({ tag }) => tag);
    const users = getBinaryNodeChildren(child(asked, 'list'), 'user').map((user) =>
      this.#user(user, protocols),
    );
    const { sid = '', context = '' } = asked.attrs;
    const attrs = { sid, mode: 'query', context, index: '0', last: 'true' };
    return [stanza('usync', attrs, [stanza('result', {}), stanza('list', {}, users)])];
  }

  #user(user: BinaryNode, protocols: readonly string[]): BinaryNode {
    const phone = getBinaryNodeChild(user, 'contact')?.content?.toString() ?? '';
    const { jid = jidEncode(phone.replace(/\D/g, ''), 's.whatsapp.net') } = user.attrs;
    const account = this.#parts.core.accounts.find(jid)?.account ?? null;
    const found = protocols.flatMap((protocol) => {
      if (protocol === 'contact') {
        const content = phone ? Buffer.from(phone) : undefined;
        return [stanza('contact', { type: account ? 'in' : 'out' }, content)];
      }
      return account ? aboutUser(account, jid, protocol) : [];
    });
    return stanza('user', { jid: jidNormalizedUser(jid) }, found);
  }

  #mediaConnection(): Answer {
    const { mediaHost } = this.#parts;
    const hosts = mediaHost
      ? [stanza('host', { hostname: mediaHost, maxContentLengthBytes: MAX_MEDIA_BYTES })]
      : [];
    const attrs = { auth: 'loopback', ttl: '3600', auth_ttl: '21600', max_buckets: '12', id: '1' };
    return [stanza('media_conn', attrs, hosts)];
  }
}

function countOfPreKeys(device: Device): number {
  return device.claimedPreKeys ?? device.preKeys.size;
}

function register({ device, node }: Query): Answer {
  device.bundle = {
    registration: bytesIn(node, 'registration'),
    identity: bytesIn(node, 'identity'),
    signedPreKey: signedKeyIn(child(node, 'skey')),
  };
  for (const key of getBinaryNodeChildren(child(node, 'list'), 'key')) {
    const id = bytesIn(key, 'id');
    device.preKeys.set(id.toString('hex'), { id, value: bytesIn(key, 'value') });
  }
  return [];
}

function rotate({ device, asked }: Query): Answer {
  if (!device.bundle) {
    return NOT_FOUND;
  }
  device.bundle = { ...device.bundle, signedPreKey: signedKeyIn(child(asked, 'skey')) };
  return [];
}

function signedKeyIn(node: BinaryNode): PublishedKey {
  return { id: bytesIn(node, 'id'), value: bytesIn(node, 'value'), signature: bytesIn(node, 'signature') };
}

function keyNode(tag: string, key: PublishedKey): BinaryNode {
  return stanza(tag, {}, [
    stanza('id', {}, key.id),
    stanza('value', {}, key.value),
    ...(key.signature ? [stanza('signature', {}, key.signature)] : []),
  ]);
}

function aboutUser(account: Account, jid: string, protocol: string): readonly BinaryNode[] {
  if (protocol === 'lid') {
    return jid.endsWith('@lid') ? [] : [stanza('lid', { val: lidJid(account) })];
  }
  if (protocol !== 'devices') {
    return [];
  }
  const devices = [...account.devices.keys()].map((id) =>
    stanza('device', { id: String(id), ...(id === 0 ? {} : { 'key-index': String(id) }) }),
  );
  return [stanza('devices', {}, [stanza('device-list', { hash: '2:loopback' }, devices)])];
}

function appState(asked: BinaryNode): BinaryNode {
  const collections = getBinaryNodeChildren(asked, 'collection').map((collection) =>
    stanza('collection', { name: attr(collection, 'name'), type: 'result', version: '0' }),
  );
  return stanza('sync', {}, collections);
}
