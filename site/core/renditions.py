"""Picture sizes of the components: whoever lists cards prefetches exactly these."""

CARD_RENDITIONS = tuple(f"format-{kind}|fill-{size}" for kind in ("webp", "jpeg") for size in ("400x225", "800x450"))
FIGURE_RENDITIONS = tuple(f"format-{kind}|width-{width}" for kind in ("webp", "jpeg") for width in (640, 1200))
PORTRAIT_RENDITIONS = ("fill-192x192",)
LOGO_RENDITIONS = ("max-192x192",)
