import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { t } from '../words.ts';
import { actionWords, kindWords } from './audit-words.ts';
import { useAuditFacets, useAuditFilters } from './use-audit.ts';

const KINDS = [
  'entity',
  'barrio',
  'staff',
  'absence',
  'whatsapp',
  'pqrs',
  'view',
  'contact',
  'audit',
  'installation',
] as const;

/** What the audit is narrowed by. It applies at once; the address keeps it. */
export function AuditFilters() {
  const [filters, change] = useAuditFilters();
  const choices = useChoices(filters);
  const isNarrowed = Object.values(filters).some((value) => value !== '');
  return (
    <Group
      component="form"
      role="search"
      aria-label={t('console.audit.filters')}
      align="end"
      gap="sm"
      mb="md"
    >
      {(['desde', 'hasta'] as const).map((edge) => (
        <TextInput
          key={edge}
          type="date"
          label={t(edge === 'desde' ? 'console.audit.from' : 'console.audit.to')}
          value={filters[edge]}
          onChange={({ currentTarget }) => change({ [edge]: currentTarget.value })}
        />
      ))}
      {choices.map(({ name, label, data }) => (
        <NativeSelect
          key={name}
          label={label}
          value={filters[name]}
          data={data}
          onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
        />
      ))}
      {isNarrowed && (
        <Button
          variant="subtle"
          onClick={() => change({ desde: '', hasta: '', quien: '', accion: '', sobre: '' })}
        >
          {t('console.audit.clear')}
        </Button>
      )}
    </Group>
  );
}

type Filters = ReturnType<typeof useAuditFilters>[0];

/** What each filter offers: what there is, and what the address names already. */
function useChoices({ accion, sobre }: Filters) {
  const { data } = useAuditFacets();
  const named = (value: string) => (value === '' ? [] : [value]);
  const any = { value: '', label: t('console.audit.any') };
  const actions = [...new Set([...(data?.actions ?? []), ...named(accion)])];
  const subjects = [...new Set([...KINDS, ...named(sobre)])];
  const people = [
    { value: '', label: t('console.audit.anybody') },
    { value: 'system', label: t('console.audit.actor.system') },
    { value: 'contact', label: t('console.audit.actor.contact') },
    ...(data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const toChoices = (values: readonly string[], say: (value: string) => string) => [
    any,
    ...values.map((value) => ({ value, label: say(value) })),
  ];
  return [
    { name: 'quien', label: t('console.audit.actor'), data: people },
    { name: 'accion', label: t('console.audit.action'), data: toChoices(actions, actionWords) },
    { name: 'sobre', label: t('console.audit.subject'), data: toChoices(subjects, subjectLabel) },
  ] as const;
}

function subjectLabel(subject: string): string {
  const [kind = '', ...id] = subject.split('/');
  return [kindWords(kind), ...id].join(' ');
}
