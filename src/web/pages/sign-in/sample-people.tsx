import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Table } from '../../parts/table.tsx'

export type SamplePerson = {
  readonly login: string
  readonly password: string
  readonly name: string
  readonly role: string
  readonly unit: string
  readonly tryThis: string
}

/** The people of the sample city, one per role; one press fills the form. */
export function SamplePeople({
  people,
  chosen,
  onChoose,
}: {
  people: readonly SamplePerson[]
  chosen: SamplePerson | null
  onChoose: (person: SamplePerson) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('signIn.people')} aside={t('signIn.peopleLead')}>
      <Table
        caption={t('signIn.people')}
        rows={people}
        rowKey={(person) => person.login}
        current={chosen?.login}
        columns={[
          {
            key: 'role',
            head: t('signIn.role'),
            wraps: true,
            cell: (person) => <b>{person.role}</b>,
          },
          {
            key: 'person',
            head: t('signIn.person'),
            cell: (person) => (
              <>
                {person.name}
                <span className="block text-solid-gray-600">{person.unit}</span>
              </>
            ),
          },
          { key: 'try', head: t('signIn.try'), wraps: true, cell: (person) => person.tryThis },
          {
            key: 'login',
            head: t('signIn.login'),
            cell: (person) => (
              <Button
                size="small"
                label={t('signIn.choose', { name: `${person.login} ${person.name}` })}
                pressed={chosen?.login === person.login}
                onPress={() => onChoose(person)}
              >
                {person.login}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  )
}
