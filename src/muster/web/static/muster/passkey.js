// Says on the page that a passkey was not read; allauth's own scripts say it only to the console.
document.addEventListener('allauth.error', (event) => {
  const place = document.getElementById('passkey-fault')
  if (!place) return
  event.preventDefault()
  const why = event.detail.exception
  place.textContent = why && why.name === 'NotAllowedError'
    ? 'No passkey was used: it was broken off, or took too long. You can try again.'
    : 'The passkey could not be used here. Try another way to sign in.'
})
// What needs a script shows itself only where there is one.
document.querySelectorAll('.with-script').forEach((one) => { one.hidden = false })
