import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { answer, proposeFor } from './answer.ts'
import { showCard } from './card.ts'
import { cardSheet } from './card-sheet.ts'
import { carryOver } from './carry-over.ts'
import {
  answerQuestions,
  carryOverScheme,
  classificationSchemes,
  decideScheme,
  followClasses,
  handlingCard,
  handlingSheet,
  pendingClasses,
  previewScheme,
  proposeClasses,
  saveScheme,
  settlePending,
  withdrawScheme,
} from './contract.ts'
import { follow } from './follow.ts'
import { keepScheme, listSchemes, previewChange, putInForce, takeBack } from './manage-schemes.ts'
import { openPending, settle } from './pending.ts'
import type { ClassificationPorts } from './ports.ts'

/** Everything about classes: the scheme, the questions, the handling, and what follows from a change. */
export function classificationOperations(ports: ClassificationPorts): Implementation[] {
  return [
    implement(classificationSchemes, (act) => listSchemes(act, ports)),
    implement(saveScheme, keepScheme),
    implement(previewScheme, (act, input) => previewChange(act, input, ports)),
    implement(decideScheme, (act, input) => putInForce(act, input, ports)),
    implement(withdrawScheme, (act, input) => takeBack(act, input.schemeId)),
    implement(carryOverScheme, (act, input) => carryOver(act, input.schemeId, ports)),
    implement(pendingClasses, (act, input) => openPending(act, ports, input)),
    implement(settlePending, (act, input) => settle(act, input, ports)),
    implement(proposeClasses, (act, input) => proposeFor(act, input.answers)),
    implement(answerQuestions, (act, input) => answer(act, input, ports)),
    implement(handlingCard, (act, input) => showCard(act, input, ports)),
    implement(handlingSheet, (act, input) => cardSheet(act, input, ports)),
    implement(followClasses, (act, input) => follow(act, input.entryIds, ports)),
  ]
}

const actor = { kind: 'system', job: 'classification' } as const

/** Carries every line over to a scheme, part by part. Safe to run again: it goes on where it stopped. */
export function carryOverJob(runner: () => Runner): JobHandler {
  return async (job) => {
    for (;;) {
      const { schemeId } = job.data
      const step = carryOverScheme.output.parse(
        await runner().run(carryOverScheme.name, { tenantId: job.tenantId, actor }, { schemeId }),
      )
      await job.progress(step.seen, step.total)
      if (step.finished) return step
    }
  }
}

/** Lets what depends on changed lines follow. */
export function followJob(runner: () => Runner): JobHandler {
  return (job) =>
    runner().run(followClasses.name, { tenantId: job.tenantId, actor }, { entryIds: job.data['entryIds'] })
}
