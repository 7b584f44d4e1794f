import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveScheme } from '#rooms/2-assets/classification/contract.ts'
import { messageAt, type Problem } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { readQuestions, textOfQuestions } from './question-text.ts'
import { questionsFor, readClasses, textOfClasses } from './scheme-text.ts'
import type { Scheme } from './schemes-page.tsx'

const axes = ['confidentiality', 'integrity', 'availability'] as const

/** What the server says of one question stands at the field that holds them all. */
const inOneField = (problem: Problem): Problem =>
  /^(?:body\.)?questions\b/u.test(problem.at ?? '') ? { ...problem, at: 'questions' } : problem

/** A draft of another scheme, begun from the one in force: names of axes, and their classes line by line. */
export function SchemeForm({
  from,
  onDone,
}: {
  from: Scheme
  onDone: (schemeId: string) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [basis, setBasis] = useState(from.basis)
  const [words, setWords] = useState(() =>
    axes.map((axis) => {
      const own = from.body.axes.find((each) => each.axis === axis)
      return { axis, label: own?.label ?? '', text: own === undefined ? '' : textOfClasses(own.classes) }
    }),
  )
  const [asked, setAsked] = useState(() => textOfQuestions(from.body.questions, from.body.axes))
  const [unread, setUnread] = useState<readonly Problem[]>([])
  const labels = {
    name: t('classification.form.name'),
    basis: t('classification.form.basis'),
    axes: t('classification.axis'),
    questions: t('classification.form.questions'),
    ...Object.fromEntries(
      words.flatMap(({ axis, label }, index) => {
        const word = t(`parts.axes.${axis}`)
        return [
          [`axes.${index}.classes`, t('classification.form.classes', { axis: label === '' ? word : label })],
          [`axes.${index}.label`, t('classification.form.axisLabel', { axis: word })],
        ]
      }),
    ),
  }
  const form = useFormCommand(saveScheme, labels, ({ schemeId }) => onDone(schemeId))
  const problems = unread.length > 0 ? unread : form.problems.map(inOneField)
  const change = (index: number, part: { label?: string; text?: string }): void =>
    setWords((before) => before.map((each, at) => (at === index ? { ...each, ...part } : each)))
  const send = (): void => {
    const wrong: Problem[] = []
    const used = words.flatMap(({ axis, label, text }, index) => {
      if (text.trim() === '') return []
      const classes = readClasses(text)
      if ('wrongLine' in classes) {
        wrong.push({
          at: `axes.${index}.classes`,
          message: t('classification.unreadable', { line: classes.wrongLine }),
        })
        return []
      }
      return [{ axis, label: label.trim(), classes }]
    })
    const untouched = asked === textOfQuestions(from.body.questions, from.body.axes)
    // classes may be named anew while the questions stay: then each answer leads to the same level there
    const questions = untouched
      ? questionsFor(from.body.questions, used)
      : readQuestions(asked, used, from.body.questions)
    if ('wrongLine' in questions) {
      const { wrongLine: line, why, word } = questions
      const message = t(`classification.unreadQuestion.${why}`, { line, word })
      wrong.push({ at: 'questions', message })
    }
    setUnread(wrong)
    if (wrong.length > 0 || 'wrongLine' in questions) return
    form.send({ name: name.trim(), basis: basis.trim(), body: { axes: used, questions } })
  }
  return (
    <Section title={t('classification.draftNew')}>
      <form
        noValidate
        className="grid max-w-[768px] gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <ErrorSummary problems={problems} labels={labels} />
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextField
          name="name"
          label={labels.name}
          required
          maxLength={100}
          value={name}
          error={messageAt(problems, 'name')}
          onChange={setName}
        />
        <TextField
          name="basis"
          label={labels.basis}
          required
          maxLength={200}
          value={basis}
          error={messageAt(problems, 'basis')}
          onChange={setBasis}
        />
        {words.map(({ axis, label, text }, index) => (
          <div key={axis} className="grid gap-4">
            <TextField
              name={`axes.${index}.label`}
              label={t('classification.form.axisLabel', { axis: t(`parts.axes.${axis}`) })}
              optional
              maxLength={20}
              value={label}
              error={messageAt(problems, `axes.${index}.label`)}
              onChange={(value) => change(index, { label: value })}
            />
            <TextArea
              name={`axes.${index}.classes`}
              label={t('classification.form.classes', { axis: t(`parts.axes.${axis}`) })}
              hint={t('classification.form.classesHint')}
              optional
              rows={6}
              value={text}
              error={messageAt(problems, `axes.${index}.classes`)}
              onChange={(value) => change(index, { text: value })}
            />
          </div>
        ))}
        <TextArea
          name="questions"
          label={labels.questions}
          hint={t('classification.form.questionsHint')}
          optional
          rows={16}
          value={asked}
          error={messageAt(problems, 'questions')}
          onChange={setAsked}
        />
        <ButtonRow>
          <Button type="submit" look="filled" busy={form.busy}>
            {t('classification.form.save')}
          </Button>
        </ButtonRow>
      </form>
    </Section>
  )
}
