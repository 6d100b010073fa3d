"""Small stories of our own in the languages that are imported."""

SUGARCUBE = """\
:: StoryTitle
The Ferry

:: StoryData
{"ifid": "0F1B6C1E-7C2B-4B58-9A26-000000000000", "format": "SugarCube", "start": "Landing Stage"}

:: StoryInit
<<set $counted to false, $cold to 1>>
<<set $list to "kept">>

:: Landing Stage [outside] {"position":"100,100"}
The river is //frozen//. ''Nobody'' speaks: it is cold.

<<if $counted>>You know how many they are.<<elseif $cold gte 3>>You cannot feel your hands.\\
<<else>>You could count them.<</if>>

<<if not $counted and $cold lt 3>>
* [[Count the people|Landing Stage][$counted to true; $cold += 1]]
<</if>>
* [[Burn the list->Stove]]
* [[Homeward<-Leave]]
<<audio "wind" play>>

:: Stove
<<set $list to "burnt">>
It burns. You could go [[home|Homeward]] now, or [[back->Landing Stage][$cold to 3]].

:: Homeward
<<if $list is "kept">>The list is in your pocket.<<else>>Your pocket is empty.<</if>>
<<link "Close the door" "Inside">><<set $cold to 0>><</link>>
<<if visited("Stove")>>[[Wash your hands|Inside]]<</if>>

:: Inside
It is warm.

:: Story Stylesheet [stylesheet]
body { color: red }
"""
HARLOWE = """\
:: StoryTitle
A Door

:: Before [startup]
(set: $key to false)(set: $gold to 3)

:: Start
A door. (if: $key)[It is open.](else:)[It is shut.]
(if: $key is true and $gold > 2)[[[Go in->Room]]]
(unless: $key)[
[[Look under the mat|Mat]]
]
(link-goto: "Go away", "Street")

:: Mat
(set: $key to true, $gold to it + 1)
A key. (text-colour: red)[It is red.]
[[Start]]

:: Room
Coins. (enchant: ?page, (text-colour: red))

:: Street
Rain, $gold coins, and a [bracket] in it.
"""
INK = """\
# title: The Ferry Again
VAR counted = false
VAR cold = 2
INCLUDE weather.ink
-> stage

=== stage ===
The river is frozen. // a note of mine
{cold >= 3: You cannot feel your hands.|You can feel your hands.}
{
- counted:
    You know how many they are.
- else:
    You could count them.
}
+ {not counted} [Count the people]
    Forty. One of them looks at you.
    ~ counted = true
    ~ cold++
    -> stage
* (burning) [Burn the list]
    It burns.
    ** [Warm your hands] Good.
        ~ cold = 0
    ** [Look away]
    -- The paper is gone.
* Walk home[.], slowly.
- You put up your collar.
-> homeward

=== homeward
{burning: Your pocket is empty.}
{burning == 0: The list is in your pocket.}
{~Rain.|Snow.}
* [Go in] -> inside
* [Turn back] -> stage
* [Sleep where you are] -> END

= inside
It is warm.
-> END

=== function twice(x) ===
~ return x * 2
"""
