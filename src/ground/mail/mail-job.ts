import { z } from 'zod'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Mailer } from './mailer.ts'

const mail = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/** Sends one queued mail. A failure is the job's: it is tried again later and stays visible when it keeps failing. */
export function mailJob(mailer: Mailer): JobHandler {
  return async (job) => {
    const sent = await mailer.sendMail(mail.parse(job.data))
    return { by: sent.by, messageId: sent.messageId }
  }
}
