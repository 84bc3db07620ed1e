"""Picture sizes of the components: whoever lists cards prefetches exactly these."""

CARD_RENDITIONS = tuple(f"format-{kind}|fill-{size}" for kind in ("webp", "jpeg") for size in ("400x225", "800x450"))
FIGURE_RENDITIONS = tuple(f"format-{kind}|width-{width}" for kind in ("webp", "jpeg") for width in (640, 1200))
PORTRAIT_RENDITIONS = ("fill-192x192",)
LOGO_RENDITIONS = ("max-192x192",)
STILL_RENDITIONS = ("fill-1200x675",)
ALL_RENDITIONS = (*CARD_RENDITIONS, *FIGURE_RENDITIONS, *PORTRAIT_RENDITIONS, *LOGO_RENDITIONS, *STILL_RENDITIONS)
