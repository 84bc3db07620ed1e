"""First segments of addresses that more than one module must know."""

EDITOR_PATH = "cms/"
ACCOUNT_PATH = "konto/"
DOCUMENT_PATH = "dokumente/"
MEDIA_PATH = "media/"
