"""Settings per purpose: `dev`, `test` and `production` build on `base`, which is safe as it stands."""
