export const SESSION_COOKIE = 'kijun_session'
export const CSRF_COOKIE = 'kijun_csrf'
/** A sign-in that waits for its second step. */
export const ATTEMPT_COOKIE = 'kijun_attempt'
/** By which a device is known again; no session and no right. */
export const DEVICE_COOKIE = 'kijun_device'
/** The browser in which a sign-in went away to another system. */
export const EXTERNAL_COOKIE = 'kijun_external'
