import { z } from 'zod'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Mailer } from './mailer.ts'

/** Name of the job that sends one mail to one person: `jobs.send(mailJobName, { to, subject, text })`. */
export const mailJobName = 'mail.send'

const mailData = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/**
 * Sends queued mails. One job has one address: were there several, a retry after one refused address
 * would send to the others again. A crash between the server's answer and the note of it sends twice.
 */
export function mailJob(mailer: Mailer): JobHandler {
  return async (job) => mailer.sendMail(mailData.parse(job.data))
}
