"""Sections as they stand in a sentence."""

from typing import Final

from server.consent.rules.sections import codes

SPOKEN: Final = {
    "demographics": "name, birthday and address",
    "about_me": "the page About me",
    "reasonable_adjustments": "what makes things easier",
    "personal_contacts": "family and friends",
    "professional_contacts": "the GP and other professionals",
    "allergies": "allergies",
    "medicines": "medicines",
    "medicine_administration": "when medicines were taken",
    "problems": "health problems",
    "procedures": "operations and tests",
    "immunisations": "vaccinations",
    "alerts": "what to watch out for",
    "advance_decisions": "decisions for later",
    "legal": "legal papers",
    "safeguarding": "safeguarding",
    "care_plan": "the care plan",
    "contingency": "what to do if something goes wrong",
    "assessments": "assessments",
    "observations": "measurements",
    "daily_notes": "the daily notes",
    "incidents": "incidents",
    "social_context": "daily life and interests",
    "services": "appointments",
    "equipment": "equipment",
    "home_access": "how to get into the home",
    "money": "money",
    "messages": "filed messages",
    "documents": "documents",
    "sharing": "who may see what",
    "research": "research",
}


def spoken(sections: int) -> str:
    """These sections in words: "money", "allergies and medicines", or "this" for more than three."""
    words = [SPOKEN[code] for code in codes(sections)]
    if not 1 <= len(words) <= 3:
        return "this"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
