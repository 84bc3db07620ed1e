from .pages import HomePage, HomeRouterEntry, RegionPage, StandardPage

__all__ = ["HomePage", "HomeRouterEntry", "RegionPage", "StandardPage"]
