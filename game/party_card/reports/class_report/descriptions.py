"""Sentences of the class report with counts: who handed in, played, voted and judged, and how long the class read.

Invariant: whole sentences in the present language; two in one text are independent of each other.
"""

from __future__ import annotations

from collections import Counter

from party_card.content.edtf import Instant
from party_card.localization import format_number, gettext, ngettext, npgettext
from party_card.reports.class_report.certainty_words import describe_allowed_by, name_certainty
from party_card.reports.class_report.model import ClassReport, DecisionCount, SceneReport, StudentPlaythrough
from party_card.reports.class_report.statements import JudgementGroup
from party_card.reports.class_report.votes import ClassVote
from party_card.reports.class_report.words import NO_HANDS, ONLY_LESSONS


def describe_handed_in(report: ClassReport) -> str:
    """Returns how many students handed in something, of how many on the list."""
    count, total = len(report.students), report.listed_count
    if any(scene.is_together for scene in report.student_scenes):
        return ngettext(
            "{count} student joined the lesson with a device.",
            "{count} students joined the lesson with a device.",
            count,
        ).format(count=format_number(count))
    if not report.student_scenes and not total:
        return gettext(ONLY_LESSONS)
    if not total:
        return ngettext(
            "{count} student handed in a transcript.", "{count} students handed in a transcript.", count
        ).format(count=format_number(count))
    listed = total - len(report.missing)
    if count == listed:
        sentence = ngettext(
            "{count} of {total} on your list handed in a transcript.",
            "{count} of {total} on your list handed in a transcript.",
            listed,
        )
    else:
        sentence = ngettext(
            "{count} of {total} on your list handed in a transcript, and {others} not on it.",
            "{count} of {total} on your list handed in a transcript, and {others} not on it.",
            listed,
        )
    return sentence.format(count=listed, total=total, others=count - listed)


def describe_finished(scene: SceneReport) -> str:
    """Returns how many students played a scene, and how many reached an ending; or that the class played together."""
    if scene.lesson is not None:
        return describe_lesson(scene)
    if scene.is_together:
        votes = sum(len(decision.votes) for decision in scene.decisions)
        return ngettext(
            "The class played this scene together, by {count} vote.",
            "The class played this scene together, by {count} votes.",
            votes,
        ).format(count=format_number(votes))
    count = len(scene.playthroughs)
    sentence = ngettext(
        "{count} student played this scene, and {finished} reached an ending.",
        "{count} students played this scene, and {finished} reached an ending.",
        count,
    )
    return sentence.format(count=format_number(count), finished=scene.finished_count)


def describe_lesson(scene: SceneReport) -> str:
    """Returns how many decisions a class took on a projector, and with how many hands."""
    votes = [vote for decision in scene.decisions for vote in decision.votes]
    # TRANSLATORS: in “The class played this scene together on a projector, in {decisions}”.
    decisions = npgettext("played in", "{count} decision", "{count} decisions", len(votes))
    decisions = decisions.format(count=format_number(len(votes)))
    most = max((vote.total for vote in votes), default=0)
    if not most:
        sentence = gettext("The class played this scene together on a projector, in {decisions}.")
        return f"{sentence.format(decisions=decisions)} {gettext(NO_HANDS)}"
    # TRANSLATORS: in “… in {decisions}, with up to {hands}”.
    hands = npgettext("with up to", "{count} hand", "{count} hands", most).format(count=format_number(most))
    sentence = gettext("The class played this scene together on a projector, in {decisions}, with up to {hands}.")
    return sentence.format(decisions=decisions, hands=hands)


def describe_time(scene: SceneReport) -> str:
    """Returns how long the class read up to the ending."""
    if scene.time_quartiles is None:
        return gettext("How long the class read is not known.")
    least, median, most = (max(round(seconds / 60), 1) for seconds in scene.time_quartiles)
    if least == most:
        return ngettext(
            "Half of those who reached an ending read for about {count} minute.",
            "Half of those who reached an ending read for about {count} minutes.",
            median,
        ).format(count=format_number(median))
    # TRANSLATORS: in “the median is {median}”.
    median_text = npgettext("the median is", "{count} minute", "{count} minutes", median)
    return ngettext(
        "Half of those who reached an ending read for {least} to {count} minute; the median is {median}.",
        "Half of those who reached an ending read for {least} to {count} minutes; the median is {median}.",
        most,
    ).format(
        least=format_number(least),
        count=format_number(most),
        median=median_text.format(count=format_number(median)),
    )


def describe_decision(decision: DecisionCount, student_count: int) -> str:
    """Returns who came to a decision, and stopped there, and how long it was read; may be empty."""
    if decision.votes:
        return describe_votes(decision)
    sentences, reached = [], decision.reached_count
    if not reached:
        sentences.append(gettext("Nobody came here."))
    elif reached < student_count:
        came = ngettext("{count} of {total} came here.", "{count} of {total} came here.", reached)
        sentences.append(came.format(count=reached, total=student_count))
    if stopped_count := reached - decision.made_count:
        stopped = ngettext("{count} of them stopped here.", "{count} of them stopped here.", stopped_count)
        sentences.append(stopped.format(count=stopped_count))
    if decision.median_seconds is not None:
        time = format_seconds(decision.median_seconds)
        sentences.append(gettext("Median reading time {time}.").format(time=time))
    return " ".join(sentences)


def describe_allowed(group: JudgementGroup, *, is_only: bool) -> str:
    """Returns how surely the papers of a group of students allow a statement to be said."""
    count = len(group.judgements)
    return describe_allowed_by(group.allowed, count, is_each=is_only and count > 1)


def describe_judgements(group: JudgementGroup) -> str:
    """Returns how many said what their papers allow, and what the others said, the most frequent first."""
    counts = Counter(item.given for item in group.judgements if not item.is_right)
    total = len(group.judgements)
    # TRANSLATORS: {certainty} is one of the words “corroborated”, “documented”, “reported”, “not recorded”.
    right = ngettext(
        "{right} of {count} student answered “{certainty}”, as the papers allow.",
        "{right} of {count} students answered “{certainty}”, as the papers allow.",
        total,
    )
    sentences = [
        right.format(right=group.right_count, count=format_number(total), certainty=name_certainty(group.allowed))
    ]
    for certainty, count in counts.most_common():
        other = ngettext("{count} answered “{certainty}”.", "{count} answered “{certainty}”.", count)
        sentences.append(other.format(count=count, certainty=name_certainty(certainty)))
    return " ".join(sentences)


def describe_votes(decision: DecisionCount) -> str:
    """Returns how the class voted at a decision, and what it decided."""
    texts = {choice.id: choice.text for choice in decision.choices}
    first, *later = decision.votes
    sentences = [_describe_source(first), _describe_choice(first)] if first.is_counted else [gettext(NO_HANDS)]
    again = gettext("The class came here again, and decided: “{choice}”")
    sentences += [
        again.format(choice=texts[vote.decided]) if vote.decided else gettext("The class came here again.")
        for vote in later
    ]
    return " ".join(filter(None, sentences))


def _describe_source(vote: ClassVote) -> str:
    """Returns how many voted, on devices and by hand."""
    if not vote.total:
        return gettext("Nobody voted.")
    if not vote.device_total:
        sentence = ngettext("{count} voted by hand.", "{count} voted by hand.", vote.total)
    elif not vote.hand_total:
        sentence = ngettext("{count} voted on devices.", "{count} voted on devices.", vote.total)
    else:
        sentence = ngettext(
            "{count} voted: {devices} on devices, {hands} by hand.",
            "{count} voted: {devices} on devices, {hands} by hand.",
            vote.total,
        )
    return sentence.format(count=vote.total, devices=vote.device_total, hands=vote.hand_total)


def _describe_choice(vote: ClassVote) -> str:
    """Returns who chose, unless it was the choice that alone had the most votes."""
    if not vote.decided:
        return gettext("The class did not decide.")
    if not vote.total:
        return gettext("The teacher chose.")
    if len(vote.leaders) > 1:
        return gettext("Several choices had the most votes, and the teacher chose.")
    return "" if vote.decided in vote.leaders else gettext("Another choice had the most votes.")


def describe_playthrough(playthrough: StudentPlaythrough) -> str:
    """Returns what is special about a student's playthrough; empty if nothing is."""
    sentences, attempts = [], playthrough.attempt_count
    if attempts > 1:
        handed_in = ngettext("Handed in {count} playthrough.", "Handed in {count} playthroughs.", attempts)
        sentences.append(handed_in.format(count=attempts))
        sentences.append(
            gettext("The first that reached an ending counts.")
            if playthrough.ending
            else gettext("The longest counts.")
        )
    if count := playthrough.unmatched_count:
        unmatched = ngettext(
            "Played with another version of the scene; {count} choice could not be matched.",
            "Played with another version of the scene; {count} choices could not be matched.",
            count,
        )
        sentences.append(unmatched.format(count=format_number(count)))
    return " ".join(sentences)


def describe_versions(scene: SceneReport) -> str:
    """Returns how many students, or that the class, played another version of a scene; empty if nobody did."""
    if scene.lesson is not None and scene.lesson.is_other_version:
        count = scene.lesson.unmatched_count
        if not count:
            return gettext("The class played another version of this scene; all choices could be matched.")
        return ngettext(
            "The class played another version of this scene; {count} choice could not be matched.",
            "The class played another version of this scene; {count} choices could not be matched.",
            count,
        ).format(count=format_number(count))
    others = scene.other_versions
    if not others:
        return ""
    unmatched_count = sum(item.unmatched_count for item in others)
    if not unmatched_count:
        sentence = ngettext(
            "{count} student played with another version of this scene; all choices could be matched.",
            "{count} students played with another version of this scene; all choices could be matched.",
            len(others),
        )
        return sentence.format(count=format_number(len(others)))
    # TRANSLATORS: in “{count} students played with another version of this scene; {choices} could not be matched.”
    choices = npgettext("could not be matched", "{count} choice", "{count} choices", unmatched_count)
    sentence = ngettext(
        "{count} student played with another version of this scene; {choices} could not be matched.",
        "{count} students played with another version of this scene; {choices} could not be matched.",
        len(others),
    )
    return sentence.format(
        count=format_number(len(others)), choices=choices.format(count=format_number(unmatched_count))
    )


def format_seconds(seconds: float) -> str:
    """Returns a time in seconds below two minutes, otherwise in minutes."""
    if seconds < 120:
        # TRANSLATORS: seconds.
        return gettext("{count}\u00a0s").format(count=f"{seconds:.0f}")
    return gettext("{count}\u00a0min").format(count=f"{seconds / 60:.0f}")


def format_days(report: ClassReport) -> str:
    """Returns the days on which the class played; empty if unknown."""
    if report.begun is None:
        return ""
    first, last = (Instant(day.year, day.month, day.day).format() for day in report.begun)
    return first if first == last else gettext("{first} to {last}").format(first=first, last=last)
