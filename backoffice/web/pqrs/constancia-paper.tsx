import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Constancia } from '../../contracts/pqrs-intake.ts';
import { DateTime, LocalDay } from '../frame/date-time.tsx';
import { FactsList } from '../frame/facts-list.tsx';
import { t } from '../words.ts';

type Props = { readonly paper: Constancia };
type Fact = readonly [string, ReactNode];

/** What the constancia of a petición tells (Ley 1437 of 2011, art. 15; DUR 1069 of 2015, 2.2.3.12.3). */
export function ConstanciaPaper({ paper }: Props) {
  const { entity, description } = paper;
  return (
    <>
      <Text fw={700}>{entity.name}</Text>
      <Text mb="md">{t('console.constancia.nit', { nit: entity.nit })}</Text>
      <Part title={t('console.constancia.reception')} facts={receptionFacts(paper)} />
      <Part title={t('console.constancia.person')} facts={personFacts(paper)} />
      <section>
        <Title order={2} size="h5">
          {t('console.constancia.object')}
        </Title>
        <Text className="words" dir="auto">
          {description}
        </Text>
      </section>
      <Part title={t('console.constancia.matter')} facts={matterFacts(paper)} />
      <Part title={t('console.constancia.answer')} facts={termFacts(paper)} />
      <Text>{t('console.constancia.consult', { url: entity.consultUrl })}</Text>
      <Text>{t('console.constancia.privacy', { url: entity.privacyUrl })}</Text>
      <Signatures paper={paper} />
    </>
  );
}

function Part({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <section>
      <Title order={2} size="h5">
        {title}
      </Title>
      <FactsList facts={facts} label={title} />
    </section>
  );
}

function receptionFacts({ radicado, channel, receivedAt, entered }: Constancia): Fact[] {
  return [
    [t('console.intake.radicado'), <strong key="radicado">{radicado}</strong>],
    [t('console.intake.channel'), t(`console.channel.${channel}`)],
    [t('console.detail.received'), <DateTime key="received" value={receivedAt} long />],
    ...(entered === null
      ? [[t('console.constancia.by'), t('console.constancia.byAssistant')] as const]
      : enteredFacts(entered)),
  ];
}

function enteredFacts({
  at,
  by,
  lateReason,
  isVerbal,
  readBack,
}: NonNullable<Constancia['entered']>): Fact[] {
  return [
    [t('console.constancia.by'), by],
    [t('console.constancia.enteredAt'), <DateTime key="entered" value={at} long />],
    ...(lateReason === null ? [] : [[t('console.intake.lateReason'), lateReason] as const]),
    ...(isVerbal
      ? [
          [
            t('console.constancia.readBack'),
            t(readBack === true ? 'console.intake.yes' : 'console.intake.no'),
          ] as const,
        ]
      : []),
  ];
}

function personFacts(paper: Constancia): Fact[] {
  if (paper.anonymous) {
    return [[t('console.intake.name'), t('console.anonymous')]];
  }
  const aviso = paper.entered?.aviso ?? null;
  const told: readonly (readonly [string, string | null])[] = [
    [t('console.intake.name'), paper.petitionerName ?? t('console.nameless')],
    [t('console.intake.document'), paper.document],
    [t('console.intake.phone'), paper.phone],
    [t('console.intake.email'), paper.email],
    [t('console.intake.postalAddress'), paper.postalAddress],
    [t('console.intake.aviso'), aviso && t(`console.constancia.aviso.${aviso}`)],
  ];
  return told.filter(([, value]) => value !== null);
}

function matterFacts({ kind, barrio, accountNumber, annexes }: Constancia): Fact[] {
  const names = annexes.map(({ name }) => name).join(', ');
  return [
    [t('console.intake.kind'), t(`console.kind.${kind}`)],
    [t('console.intake.barrio'), barrio],
    [t('console.intake.account'), accountNumber],
    [
      t('console.constancia.annexes', { count: annexes.length }),
      names === '' ? t('console.annexes.none') : names,
    ],
  ];
}

function termFacts({ dueOn, article, positiveSilence, code, entered }: Constancia): Fact[] {
  return [
    [t('console.constancia.area'), t('console.constancia.areaName')],
    [
      t('console.constancia.dueOn'),
      dueOn === null ? t('console.detail.noTerm') : <LocalDay key="due" value={dueOn} long />,
    ],
    ...(article === null ? [] : [[t('console.constancia.article'), article] as const]),
    ...(positiveSilence
      ? [[t('console.constancia.silence'), t('console.constancia.silenceWhat')] as const]
      : []),
    [t('console.constancia.code'), code === null ? codeWords(entered) : <strong key="code">{code}</strong>],
  ];
}

/** Where the code is that this paper does not repeat. */
function codeWords(entered: Constancia['entered']): string {
  return t(
    entered === null || entered.isFromConversation
      ? 'console.constancia.codeSent'
      : 'console.constancia.codeGiven',
  );
}

function Signatures({ paper: { entered } }: Props) {
  return entered === null || entered.isFromConversation ? null : (
    <div className="constancia-signatures">
      <Text>{t('console.constancia.signPerson')}</Text>
      <Text>{t('console.constancia.signStaff')}</Text>
    </div>
  );
}
