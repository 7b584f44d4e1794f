export const SESSION_COOKIE = 'kijun_session'
export const CSRF_COOKIE = 'kijun_csrf'
