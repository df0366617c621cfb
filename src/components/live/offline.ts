/** Has the dashboard kept for when there is no network. Browsers offer it over https, and on this machine. */
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/service-worker.js');
