import { Alert, Button, Stack, Text } from '@mantine/core';
import type { AuditVerdictView } from '../../contracts/audit.ts';
import { Card } from '../frame/card.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { useVerify } from './use-audit.ts';

/** Whether the audit is as it was written, looked at when somebody asks. */
export function ChainCard() {
  const { data, error, isPending, mutate } = useVerify();
  return (
    <Card title={t('console.audit.chain.title')}>
      <Stack gap="sm" align="flex-start">
        <Text>{t('console.audit.chain.what')}</Text>
        <Failure error={error} />
        <div role="status">{data && <Verdict verdict={data} />}</div>
        <Button
          variant="default"
          leftSection={<Icon name="shield" />}
          loading={isPending}
          onClick={() => mutate()}
        >
          {t('console.audit.chain.check')}
        </Button>
      </Stack>
    </Card>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerdictView }) {
  if (verdict.kind === 'whole') {
    return (
      <Alert color="green" icon={<Icon name="check" />} className="audit-head">
        {t('console.audit.chain.whole', verdict)}
      </Alert>
    );
  }
  return (
    <Alert color="red" icon={<Icon name="alert" />} title={t('console.audit.chain.broken', verdict)}>
      <Text>{t(`console.audit.chain.reason.${verdict.reason}`)}</Text>
      <Text>{t('console.audit.chain.tell')}</Text>
    </Alert>
  );
}
