from .claim import ActorClaim, ClaimRequest

__all__ = ["ActorClaim", "ClaimRequest"]
