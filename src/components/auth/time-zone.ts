// Tells a new account where its days begin. Without script it starts in UTC, until a CLI says otherwise.
for (const field of document.querySelectorAll<HTMLInputElement>('input[name="time_zone"]')) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
