import core.gated
import core.models.texts
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actors', '0001_initial'),
        ('core', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mentor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('live', models.BooleanField(default=False, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Made from the name if left empty.', max_length=80, unique=True, verbose_name='address')),
                ('capacity', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='mentees at a time')),
                ('intake', models.CharField(choices=[('open', 'Takes somebody new'), ('paused', 'Takes nobody new at the moment')], default='open', help_text='Whoever pauses stays in the directory.', max_length=8, verbose_name='new mentees')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mentors', to='actors.actor', verbose_name='organisation')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='portrait')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='core.region', verbose_name='region')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mentor_profiles', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'mentor',
                'verbose_name_plural': 'mentors',
                'ordering': ('name',),
            },
            bases=(core.models.texts.LocalisedTexts, core.gated.GatedMixin, wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='MentorAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('access', models.CharField(choices=[('dgs', 'German Sign Language'), ('simple_language', 'Leichte Sprache'), ('phone', 'Everything by telephone'), ('step_free', 'Step-free place')], max_length=20, verbose_name='accessibility')),
                ('mentor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_access', to='mentoring.mentor')),
            ],
            options={
                'verbose_name': 'accessibility of a mentor',
                'verbose_name_plural': 'accessibility of mentors',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('mentor', 'access'), name='mentoring_one_access')],
            },
        ),
        migrations.CreateModel(
            name='MentorFormat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('format', models.CharField(choices=[('onsite', 'On site'), ('phone', 'By telephone'), ('video', 'By video'), ('walk', 'On a walk')], max_length=12, verbose_name='way to meet')),
                ('mentor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_formats', to='mentoring.mentor')),
            ],
            options={
                'verbose_name': 'way to meet a mentor',
                'verbose_name_plural': 'ways to meet a mentor',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('mentor', 'format'), name='mentoring_one_format')],
            },
        ),
        migrations.CreateModel(
            name='MentorLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('language', models.CharField(choices=[('de', 'German'), ('en', 'English'), ('hsb', 'Upper Sorbian'), ('pl', 'Polish'), ('cs', 'Czech'), ('uk', 'Ukrainian'), ('ru', 'Russian'), ('ar', 'Arabic'), ('prs', 'Dari'), ('tr', 'Turkish'), ('vi', 'Vietnamese'), ('fr', 'French'), ('es', 'Spanish')], max_length=8, verbose_name='language')),
                ('mentor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_languages', to='mentoring.mentor')),
            ],
            options={
                'verbose_name': 'language of a mentor',
                'verbose_name_plural': 'languages of a mentor',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('mentor', 'language'), name='mentoring_one_language')],
            },
        ),
        migrations.CreateModel(
            name='MentorText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('headline', models.CharField(help_text='What the person can help with.', max_length=160, verbose_name='headline')),
                ('experience', models.TextField(blank=True, verbose_name='experience')),
                ('availability', models.CharField(blank=True, max_length=160, verbose_name='availability in words')),
                ('mentor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='mentoring.mentor')),
            ],
            options={
                'verbose_name': 'text of a mentor',
                'verbose_name_plural': 'texts of a mentor',
                'constraints': [models.UniqueConstraint(fields=('mentor', 'language'), name='mentoring_one_text')],
            },
        ),
        migrations.CreateModel(
            name='MentorTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('mentor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_topics', to='mentoring.mentor')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'topic of a mentor',
                'verbose_name_plural': 'topics of a mentor',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('mentor', 'topic'), name='mentoring_one_topic')],
            },
        ),
    ]
