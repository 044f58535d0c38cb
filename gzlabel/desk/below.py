"""What the rooms below say to a person at the desk, in English, with ``{0}`` where figures and names go."""

JOB_TITLES = ("Vectors", "Map", "Model")
NAMES = ("{0} (process {1}, since {2})",)
"""What stands in the place of a name within a sentence, and is translated there alone."""

SENTENCES = (
    # the first page, and what is written
    "{0} galaxies written to {1}",
    "{0} outside the cut were left out",
    "{0} galaxies without a vector have no rank and were left out",
    "{0} of {1} are known already",
    "no galaxy fits what is to be exported",
    "Rate some, or export all",
    "there is no model to rank by yet",
    "Wait for the vectors, or embed",
    "All {0} galaxies ({1}) are outside the cut",
    "Every galaxy that has a vector is decided: nothing is left to offer",
    "That key came before this page could be seen, and decided nothing",
    # people and interests
    "{0} hands over to {1}",
    "{0} starts from {1}",
    "{0} starts from nothing",
    "there is already an interest named {0}",
    "an interest needs a name",
    "{0} is the only interest",
    "Rename it, or add another first",
    # jobs, map and clusters
    "{0} stopped; what was finished is kept",
    "Embedding: {0} galaxies/s, {1} left",
    "Finished: {0}",
    "The map needs vectors: wait for them, or run `gzlabel embed`",
    "Only a finished map can be refitted: wait for it, or build it",
    "The map is refitted to ratings, and there are none yet",
    "What was finished is kept: build the map anew and it goes on from there",
    "The background process ended before its task was done",
    "The background process was ended as it began",
    "The model could not answer. {0}",
    "The stretch could not be kept. {0}",
    "This cluster has no parts: the tree divides it no further",
    "No cluster is dismissed",
    # classifiers, other programs, news
    "Training: {0}",
    "Galaxies like {0}",
    "The report is {0}",
    "A classifier of {0} is trained: {1} right on {2} galaxies it was not taught. "
    "Its report: Search ▸ Classifiers and their reports",
    "Connected to other programs (SAMP): send them a list, point at a row",
    "Other programs are no longer told, nor listened to (SAMP)",
    "This galaxy has no position on the sky to point at",
    "gzlabel {0} can be had; this is an older one",
    # who else has the workspace, and what may not be changed
    "this workspace is open for writing by {0}",
    "another program",
    "Close it there, or open it read-only here",
    "This workspace is open for reading only: nothing can be made in it",
    "this workspace is open read-only, so nothing can be changed",
    "the workspace was moved or removed while it was open; what was saved before is with it",
    "Connect the drive again or find the folder, and open it again",
    # disk and system
    "the disk is full, and the last step was not saved; {0}",
    "the disk is full, and this was not written; {0}",
    "the disk is full, failed, or was removed; {0}",
    "the disk failed, or was removed; {0}",
    "the disk is read-only; {0}",
    "your quota is used up, and this was not written; {0}",
    "the workspace cannot be written to; {0}",
    "permission was refused; {0}",
    "what was saved before is safe",
    "Free some space and do it again",
    "Give yourself write permission, or open it read-only",
    "Give yourself permission, or open it read-only",
    "Give yourself permission, or choose another folder",
    "Check the drive, its free space or the network, then open the workspace again",
    "Check the drive or the network, then open the workspace again",
    "Choose another folder, or open the workspace read-only",
    "the file or folder is not there",
    "Check the path, and that the drive is connected",
    "there is no such workspace",
    "Make one with: gzlabel new",
    # pictures
    "the images lie outside of this workspace, at {0}, and another user or computer said so; they are not read",
    "If you know who made it, allow it once: gzlabel trust {0}",
    # cuts and names
    "there is no column {0}",
    "Write such as: smooth < 0.5 and (z is missing or `my column` in (1, 2))",
    "the cut has {0} at character {1} where {2} should be",
)
